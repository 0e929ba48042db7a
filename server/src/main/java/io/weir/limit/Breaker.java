package io.weir.limit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a failing store alone: after the first failures it is tried again at once, then after pauses that double, until
 * requests succeed again. Any thread.
 */
final class Breaker {
    /** So many failures in a row may be chance. */
    static final int TOLERATED = 3;

    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 1000;

    private final RandomGenerator random;
    private int failures;

    Breaker(RandomGenerator random) {
        this.random = random;
    }

    synchronized void failed() {
        failures++;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** How long to wait before the next try; up to a fifth shorter by chance, so that nodes do not come back in step. */
    synchronized Duration pause() {
        if (failures < TOLERATED) {
            return Duration.ZERO;
        }
        long millis = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(8, failures - TOLERATED));
        return Duration.ofMillis(millis - random.nextLong(millis / 5));
    }
}
