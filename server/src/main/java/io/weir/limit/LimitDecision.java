package io.weir.limit;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request passes its limits, and where each limit stands then. Limits are at the places they have in the set. Immutable.
 */
public final class LimitDecision {

    /** How it ended. */
    public enum Outcome {
        /** It passes; one was taken from each limit. */
        GRANTED,
        /** A limit is used up; nothing was taken. */
        LIMITED,
        /** The store is away and a limit's plan says to refuse then; nothing was taken. */
        STORE_AWAY
    }

    /** Who decided. */
    public enum Source {
        /** The counters that all nodes share. */
        STORE,
        /** A refusal of theirs that still holds. */
        REMEMBERED,
        /** This node alone, out of its share. */
        LOCAL
    }

    private static final TakeResult NOTHING_TAKEN = new TakeResult(1, 0, 0, 0);

    /** What passes without limits. */
    public static final LimitDecision UNLIMITED =
            new LimitDecision(LimitSet.UNLIMITED, NOTHING_TAKEN, Outcome.GRANTED, Source.STORE, 0, 0);

    private final LimitSet set;
    private final TakeResult result;
    private final Outcome outcome;
    private final Source source;
    private final int ahead;
    private final long ageMillis;

    private LimitDecision(LimitSet set, TakeResult result, Outcome outcome, Source source, int ahead, long ageMillis) {
        this.set = set;
        this.result = result;
        this.outcome = outcome;
        this.source = source;
        this.ahead = ahead;
        this.ageMillis = ageMillis;
    }

    /** @param ahead how many requests of the same take were granted after this one, which therefore saw that much more remaining */
    public static LimitDecision granted(LimitSet set, TakeResult result, Source source, int ahead) {
        return new LimitDecision(set, result, Outcome.GRANTED, source, ahead, 0);
    }

    /** @param ageMillis how long ago the result was true */
    public static LimitDecision limited(LimitSet set, TakeResult result, Source source, long ageMillis) {
        return new LimitDecision(set, result, Outcome.LIMITED, source, 0, ageMillis);
    }

    /** Refused by a limit that wants the store. */
    public static LimitDecision storeAway(LimitSet set, TakeResult result) {
        return new LimitDecision(set, result, Outcome.STORE_AWAY, Source.LOCAL, 0, 0);
    }

    /** True if the request passes. */
    public boolean isGranted() {
        return outcome == Outcome.GRANTED;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Who decided. */
    public Source source() {
        return source;
    }

    /** True where the node decided without the store. */
    public boolean isApproximate() {
        return source == Source.LOCAL;
    }

    /** The limits that were asked. */
    public LimitSet set() {
        return set;
    }

    /** What remains of a limit after this request. */
    public long remaining(int limit) {
        return result.remaining(limit) + ahead;
    }

    /** Milliseconds until a limit is whole again if nothing more is taken; of the refusing limit, until a request can pass. */
    public long resetMillis(int limit) {
        long reset = !isGranted() && limit == result.refusing() ? result.retryMillis() : result.resetMillis(limit);
        return Math.max(0, reset - ageMillis);
    }

    /** Milliseconds until a request can pass; 0 for a granted one. */
    public long retryMillis() {
        return isGranted() ? 0 : Math.max(0, result.retryMillis() - ageMillis);
    }

    /** The limit that refused, the one that does so longest if there are several; null for a granted request. */
    public @Nullable Limit refusedBy() {
        return isGranted() ? null : set.limit(result.refusing());
    }

    /** The place of the limit that refused, else of the one with the least remaining; of equal ones, that which takes longer to reset. */
    public int tightest() {
        if (!isGranted()) {
            return result.refusing();
        }
        int tightest = 0;
        for (int i = 1; i < set.size(); i++) {
            long difference = result.remaining(i) - result.remaining(tightest);
            if (difference < 0 || (difference == 0 && result.resetMillis(i) > result.resetMillis(tightest))) {
                tightest = i;
            }
        }
        return tightest;
    }

    @Override
    public String toString() {
        return outcome + " by " + source + " of " + set;
    }
}
