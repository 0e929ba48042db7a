package io.weir.limit;

import io.weir.catalog.LimitDefinition;

/**
 * One counter in this process' memory, of the same arithmetic as the store's scripts, which are tested against it. Time never runs
 * backwards: an earlier time than one seen before counts as that one. Not thread-safe: its owner guards it.
 */
sealed interface LimitCounter permits FixedWindow, RollingWindow, TokenBucket {

    /** Goes on with another count, capacity or refill, keeping what was taken. */
    void redefine(LimitDefinition definition);

    /** Lets time pass; called before anything else is asked. */
    void advance(long nowMicros);

    /** How many can be taken now, at least 0. */
    long available();

    /** Takes, even beyond what is available. */
    void charge(long amount);

    /** What counts now. */
    long used();

    /** Milliseconds until nothing counts any more if nothing more is taken, rounded up. */
    long resetMillis();

    /** Milliseconds until one can be taken, rounded up; 0 if one can be. */
    long retryMillis();

    /** A counter for one node's share of a limit. */
    static LimitCounter of(LimitDefinition definition, NodeShare share) {
        return switch (definition.algorithm()) {
            case FIXED -> new FixedWindow(definition, share);
            case ROLLING -> new RollingWindow(definition, share);
            case TOKEN_BUCKET -> new TokenBucket(definition, share);
        };
    }
}
