package io.weir.door;

import java.util.concurrent.TimeUnit;

/**
 * Whether a body that somebody waits for comes at {@value #MIN_BYTES_PER_SECOND} bytes a second at least, on average over windows of
 * 10 s, longer where the way gathers. Time in which the gateway itself does not read does not count. Confined to one event loop.
 */
public final class BodyRate {
    public static final int MIN_BYTES_PER_SECOND = 240;
    private static final long WINDOW_SECONDS = 10;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);

    private final long window;
    private long since;
    private long bytes;

    /** Of a caller who sends what it has. */
    public BodyRate() {
        this(0);
    }

    /** @param gathered bytes that may have to come together on the way before any of them is sent on */
    public BodyRate(int gathered) {
        window = WINDOW + TimeUnit.SECONDS.toNanos(gathered) / MIN_BYTES_PER_SECOND;
    }

    /** Begins anew: somebody waits from now on. */
    public void start(long now) {
        since = now;
        bytes = 0;
    }

    /** So many bytes have come. */
    public void count(int more) {
        bytes += more;
    }

    /** To be asked from time to time; a window ends with the first time asked after it. */
    public boolean isTooSlow(long now, boolean wanted) {
        if (!wanted) {
            start(now);
            return false;
        }
        if (now - since < window) {
            return false;
        }
        boolean slow = bytes < MIN_BYTES_PER_SECOND * WINDOW_SECONDS;
        start(now);
        return slow;
    }
}
