package io.weir.session;

import java.time.Duration;

/**
 * How fast something may be tried: so many times at once, then each further try doubles the wait before the next one.
 *
 * @param free tries without a wait, at least 1
 * @param maxWait no wait is longer
 * @param forget so long after the last try all are forgotten
 */
public record Pace(int free, Duration maxWait, Duration forget) {
    private static final int MAX_DOUBLINGS = 30;

    /** Milliseconds to wait after so many tries, counted from the last one. */
    public long waitMillis(int tries) {
        if (tries < free) {
            return 0;
        }
        long doubled = 1000L << Math.min(tries - free, MAX_DOUBLINGS);
        return Math.min(doubled, maxWait.toMillis());
    }
}
