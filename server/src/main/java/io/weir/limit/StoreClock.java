package io.weir.limit;

import io.weir.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The store's clock as seen from this node: the offset to the own ticker, learned from the time in each answer. An answer's time lies
 * between sending and receiving, so each gives an upper bound of the offset; the least one counts, and gives way by a thousandth of the
 * time that passes, so that drift is followed. Before the first answer the node's own clock stands in. Any thread.
 */
final class StoreClock {
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICROS_PER_MILLI = 1000;
    private static final int LEAK = 1000;

    private final Ticker ticker;
    private volatile long offsetMicros;
    private long learnedMicros;

    StoreClock(Ticker ticker, InstantSource clock) {
        this.ticker = ticker;
        this.offsetMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()) - tickerMicros();
    }

    /** Microseconds since 1970. */
    long nowMicros() {
        return tickerMicros() + offsetMicros;
    }

    /** What the store's clock says a while after now, in milliseconds. */
    long millisIn(long millis) {
        return nowMicros() / MICROS_PER_MILLI + millis;
    }

    /** Learns from an answer to what was sent then. */
    synchronized void learn(long sentNanos, long storeMillis) {
        long micros = tickerMicros();
        long leak = (micros - learnedMicros) / LEAK;
        learnedMicros = micros;
        offsetMicros = Math.min(bound(sentNanos, storeMillis), offsetMicros + leak);
    }

    /** Starts over: a new connection may lead to another server, and a server's clock may have been set. */
    synchronized void restart(long sentNanos, long storeMillis) {
        learnedMicros = tickerMicros();
        offsetMicros = bound(sentNanos, storeMillis);
    }

    /** The answer's milliseconds were rounded down. */
    private static long bound(long sentNanos, long storeMillis) {
        return storeMillis * MICROS_PER_MILLI + MICROS_PER_MILLI - 1 - sentNanos / NANOS_PER_MICRO;
    }

    private long tickerMicros() {
        return ticker.nanos() / NANOS_PER_MICRO;
    }
}
