package io.weir.door;

import java.util.concurrent.TimeUnit;

/**
 * Whether a body that somebody waits for comes at {@value #MIN_BYTES_PER_SECOND} bytes a second at least, on average over windows of
 * 10 s. Time in which the gateway itself does not read does not count. Confined to one event loop.
 */
public final class BodyRate {
    public static final int MIN_BYTES_PER_SECOND = 240;
    private static final long WINDOW_SECONDS = 10;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);

    private long since;
    private long bytes;

    public void start(long now) {
        since = now;
        bytes = 0;
    }

    public void count(int more) {
        bytes += more;
    }

    /** To be asked from time to time; a window ends with the first time asked after it. */
    public boolean isTooSlow(long now, boolean wanted) {
        if (!wanted) {
            start(now);
            return false;
        }
        if (now - since < WINDOW) {
            return false;
        }
        boolean slow = bytes < MIN_BYTES_PER_SECOND * WINDOW_SECONDS;
        start(now);
        return slow;
    }
}
