package io.weir.limit;

import io.weir.limit.LimitDecision.Source;
import io.weir.time.Ticker;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that still hold: until the sending of the question plus the milliseconds that the store told, nothing frees the limit, so
 * nobody needs to ask. Kept by limit: one refusal answers every set that has the limit. Bounded; at the bound, further ones are asked
 * for each time. Written by the limiter's thread, read by any.
 */
final class RememberedRefusals {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SWEEP_NANOS = 1_000_000_000;

    private final Ticker ticker;
    private final LastTold told;
    private final int max;
    private final ConcurrentMap<Limit, Refusal> refusals = new ConcurrentHashMap<>();
    private volatile boolean isEmpty = true;
    private int generation;
    private long sweptNanos;

    private record Refusal(LimitSet set, TakeResult result, long sentNanos, long untilNanos) {}

    RememberedRefusals(Ticker ticker, LastTold told, int max) {
        this.ticker = ticker;
        this.told = told;
        this.max = max;
        this.sweptNanos = ticker.nanos();
    }

    /** The longest refusal among a set's limits, null if none holds. */
    @Nullable
    LimitDecision recall(LimitSet set) {
        if (isEmpty) {
            return null;
        }
        long now = ticker.nanos();
        Refusal longest = null;
        int refusing = -1;
        for (int i = 0; i < set.size(); i++) {
            Refusal refusal = refusals.get(set.limit(i));
            if (refusal != null && refusal.untilNanos - now > 0) {
                if (longest == null || refusal.untilNanos - longest.untilNanos > 0) {
                    longest = refusal;
                    refusing = i;
                }
            }
        }
        return longest == null ? null : decision(set, refusing, longest, now);
    }

    /** Changes with each {@link #clear}: what was asked before must not be remembered after. */
    synchronized int generation() {
        return generation;
    }

    /** Remembers a refusal that was asked for in a generation. */
    synchronized void remember(LimitSet set, TakeResult result, long sentNanos, int askedIn) {
        sweepNowAndThen();
        if (result.refusing() < 0 || askedIn != generation || refusals.size() >= max) {
            return;
        }
        long until = sentNanos + result.retryMillis() * NANOS_PER_MILLI;
        refusals.put(set.limit(result.refusing()), new Refusal(set, result, sentNanos, until));
        isEmpty = false;
    }

    int size() {
        return refusals.size();
    }

    synchronized void clear() {
        generation++;
        refusals.clear();
    }

    private LimitDecision decision(LimitSet set, int refusing, Refusal refusal, long now) {
        long age = (now - refusal.sentNanos) / NANOS_PER_MILLI;
        TakeResult result = refusal.set.equals(set) ? refusal.result : transferred(set, refusing, refusal.result, age);
        return LimitDecision.limited(set, result, Source.REMEMBERED, age);
    }

    /** The refusal as it concerns another set with the same limit; of the others it says what was last told, else that they are whole. */
    private TakeResult transferred(LimitSet set, int refusing, TakeResult original, long ageMillis) {
        long[] values = new long[4 + 2 * set.size()];
        values[1] = original.storeMillis();
        values[2] = original.retryMillis();
        values[3] = refusing + 1L;
        for (int i = 0; i < set.size(); i++) {
            LastTold.Told last = told.find(set.limit(i));
            long resetMillis = last == null ? 0 : last.millisUntilReset(original.storeMillis());
            if (last != null && resetMillis > ageMillis) {
                values[4 + 2 * i] = last.remaining();
                values[5 + 2 * i] = resetMillis;
            } else {
                values[4 + 2 * i] = set.limit(i).max();
            }
        }
        values[4 + 2 * refusing] = 0;
        return new TakeResult(values);
    }

    private void sweepNowAndThen() {
        long now = ticker.nanos();
        if (now - sweptNanos > SWEEP_NANOS) {
            sweptNanos = now;
            refusals.values().removeIf(refusal -> refusal.untilNanos - now <= 0);
            isEmpty = refusals.isEmpty();
        }
    }
}
