package io.weir.limit;

/**
 * What a node knows of the shared counters without asking.
 *
 * @param clock their clock
 * @param told where limits stood when last told
 * @param refusals those that still hold
 */
record StoreKnowledge(StoreClock clock, LastTold told, RememberedRefusals refusals) {

    /** Forgets all but the clock: what was told is not true any more. */
    void forget() {
        refusals.clear();
        told.clear();
    }

    /** @param generation of the refusals when the question was sent */
    void learn(LimitSet set, TakeResult result, long sentNanos, int generation) {
        clock.learn(sentNanos, result.storeMillis());
        told.remember(set, result);
        refusals.remember(set, result, sentNanos, generation);
    }
}
