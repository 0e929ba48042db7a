package io.weir.limit;

import io.weir.limit.LimitDecision.Outcome;
import io.weir.limit.LimitDecision.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All checks of a round that ask for the same set, in order of arrival, as one question: how many of them may pass. Owned by one thread
 * at a time.
 */
public final class Take {
    private final LimitSet set;
    private final List<LimitCheck> checks = new ArrayList<>(4);
    private @Nullable TakeResult result;
    private @Nullable StoreFailure failure;
    private Source source = Source.STORE;
    private Outcome refusal = Outcome.LIMITED;
    private int granted;

    Take(LimitSet set) {
        this.set = set;
    }

    /** A question whose answer concerns nobody. */
    static Take probe(LimitSet set) {
        Take probe = new Take(set);
        probe.add(new LimitCheck(set, decision -> {}));
        return probe;
    }

    /** What is asked for. */
    public LimitSet set() {
        return set;
    }

    /** How many want it. */
    public int wanted() {
        return checks.size();
    }

    /** The store's answer. */
    public void answer(TakeResult answer) {
        result = answer;
    }

    /** The store's refusal to answer. */
    public void fail(StoreFailure reason) {
        failure = reason;
    }

    /** The answer, null while there is none. */
    @Nullable
    TakeResult result() {
        return result;
    }

    /** Why the store refused to answer, null where it did not. */
    @Nullable
    StoreFailure failure() {
        return failure;
    }

    void add(LimitCheck check) {
        checks.add(check);
    }

    /** Grants to the first in order of arrival; the rest is refused. */
    void decide(TakeResult decided, Source decider) {
        source = decider;
        granted = decided.granted();
        for (int i = 0; i < granted; i++) {
            checks.get(i).decide(LimitDecision.granted(set, decided, decider, granted - 1 - i));
        }
        if (granted < checks.size()) {
            refuseFrom(granted, LimitDecision.limited(set, decided, decider, 0));
        }
    }

    /** Refuses all because the store is away. */
    void reject(TakeResult standing) {
        source = Source.LOCAL;
        refusal = Outcome.STORE_AWAY;
        refuseFrom(0, LimitDecision.storeAway(set, standing));
    }

    /** Who decided. */
    Source source() {
        return source;
    }

    /** How many were granted. */
    int granted() {
        return granted;
    }

    /** How it ended for those that were not granted. */
    Outcome refusal() {
        return refusal;
    }

    private void refuseFrom(int first, LimitDecision decision) {
        for (int i = first; i < checks.size(); i++) {
            checks.get(i).decide(decision);
        }
    }
}
