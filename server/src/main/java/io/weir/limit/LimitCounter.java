package io.weir.limit;

import io.weir.catalog.LimitDefinition;

/**
 * What stands for one limit in a table of counters. Time never runs backwards: an earlier time than one seen before counts as that one.
 * Not thread-safe: its owner guards it.
 */
sealed interface LimitCounter permits AlgorithmCounter, LocalCounter, NoRoom {

    /** Goes on with another count, capacity or refill, keeping what was taken. */
    void redefine(LimitDefinition definition);

    /** Lets time pass; called before anything else is asked. */
    void advance(long nowMicros);

    /** How many can be taken now, at least 0. */
    long available();

    /** What a caller is told to remain. */
    default long remaining() {
        return available();
    }

    /** Takes, even beyond what is available. */
    void charge(long amount);

    /** What counts now. */
    long used();

    /** Milliseconds until nothing counts any more if nothing more is taken, rounded up. */
    long resetMillis();

    /** Milliseconds until one can be taken, rounded up; 0 if one can be. */
    long retryMillis();
}
