package io.weir.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures by how much this machine holds a thread up that wants to run every millisecond; nothing can be quicker than that. */
final class Hiccups implements AutoCloseable {
    private final AtomicLong longestNanos = new AtomicLong();
    private final Thread thread = new Thread(this::measure, "hiccups");

    Hiccups() {
        thread.setDaemon(true);
        thread.start();
    }

    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestNanos.get());
    }

    private void measure() {
        while (!thread.isInterrupted()) {
            long before = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            longestNanos.accumulateAndGet(System.nanoTime() - before - 1_000_000, Math::max);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
