package io.weir;

import io.weir.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Requests a second over the last seconds, from a count that only grows. Any thread. */
final class LoadMeter {
    /** What is asked more often than this answers the same. */
    private static final long MIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final LongSupplier count;
    private final Ticker ticker;
    private long lastCount;
    private long lastNanos;
    private double load;

    LoadMeter(LongSupplier count, Ticker ticker) {
        this.count = count;
        this.ticker = ticker;
        this.lastNanos = ticker.nanos();
    }

    synchronized double load() {
        long now = ticker.nanos();
        long passed = now - lastNanos;
        if (passed >= MIN_NANOS) {
            long counted = count.getAsLong();
            load = Math.round((counted - lastCount) * 1e10 / passed) / 10.0;
            lastCount = counted;
            lastNanos = now;
        }
        return load;
    }
}
