package io.weir.time;

/**
 * A monotonic source of nanoseconds, for durations. Dates come from {@link java.time.InstantSource}; what nodes share comes from
 * Redis {@code TIME}. Any thread.
 */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since an arbitrary origin; only differences mean anything. */
    long nanos();

    /** Milliseconds since the same origin. */
    default long millis() {
        return nanos() / 1_000_000;
    }

    /** The ticker of this process. */
    static Ticker system() {
        return System::nanoTime;
    }
}
