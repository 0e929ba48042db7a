package io.weir.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the traffic itself tells about a server: three connections in a row that could not be made take it out for 10 s; then one
 * request may try it, and the outcome decides. Nothing is reported on a connection that is used again, so it costs the hot path one
 * volatile read. Any thread.
 */
final class PassiveHealth {
    /** Connection failures in a row that take it out. */
    static final int MAX_FAILURES = 3;

    /** For how long. */
    static final long OUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long IN = 0;

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong outUntil = new AtomicLong(IN);

    boolean isIn() {
        return outUntil.get() == IN;
    }

    /** True for one caller each 10 s while it is out: that caller's request is the trial. */
    boolean tryTrial(long nowNanos) {
        long until = outUntil.get();
        return until != IN && nowNanos - until >= 0 && outUntil.compareAndSet(until, after(nowNanos));
    }

    /** A connection was made. True where that brings it back. */
    boolean connected() {
        if (failures.get() != 0) {
            failures.set(0);
        }
        return outUntil.get() != IN && outUntil.getAndSet(IN) != IN;
    }

    /** A connection could not be made. True where that takes it out. */
    boolean failed(long nowNanos) {
        return failures.incrementAndGet() >= MAX_FAILURES && outUntil.getAndSet(after(nowNanos)) == IN;
    }

    private static long after(long nowNanos) {
        long until = nowNanos + OUT_NANOS;
        return until == IN ? IN + 1 : until;
    }
}
