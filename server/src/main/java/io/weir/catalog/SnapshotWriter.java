package io.weir.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weir.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each new catalogue to the snapshot file, on a thread of its own, at most every 5 s and for at most a tenth of the time, and
 * once more at the end. Only the newest one waits. What fails, as on a full disk, is logged once and tried again.
 */
public final class SnapshotWriter implements CatalogListener {
    /** Between two writes, at least. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SnapshotWriter.class);
    private static final int REST_PER_WORK = 10;

    private final Duration interval;
    private final Ticker ticker;
    private final Timer writes;
    private final Counter failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "weir-snapshot");
    private SnapshotFile file;
    private @Nullable Waiting waiting;
    private boolean isStopping;
    private boolean hasFailed;

    /** A catalogue and the file that it belongs into. */
    private record Waiting(Catalog catalog, SnapshotFile file) {}

    public SnapshotWriter(SnapshotFile file, Ticker ticker, MeterRegistry meters) {
        this(file, INTERVAL, ticker, meters);
    }

    SnapshotWriter(SnapshotFile file, Duration interval, Ticker ticker, MeterRegistry meters) {
        this.file = file;
        this.interval = interval;
        this.ticker = ticker;
        writes = meters.timer("weir.snapshot.writes");
        failures = meters.counter("weir.snapshot.failures");
    }

    /** Begins to write. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Writes what waits, and ends. Blocks until it is on disk. */
    public void stop() throws InterruptedException {
        lock.lock();
        try {
            isStopping = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    /** Writes into another file what is published from now on; what waits to be written is of the former store, and dropped. */
    public void moveTo(SnapshotFile other) {
        lock.lock();
        try {
            file = other;
            waiting = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void catalogChanged(Catalog before, Catalog after, List<CatalogStore.Change> changes) {
        lock.lock();
        try {
            waiting = new Waiting(after, file);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Waiting next = awaitNext();
            while (next != null) {
                long start = ticker.nanos();
                write(next);
                awaitInterval(Math.max(interval.toNanos(), REST_PER_WORK * (ticker.nanos() - start)));
                next = awaitNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The catalogue to be written next; null at the end. */
    private @Nullable Waiting awaitNext() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting == null && !isStopping) {
                changed.await();
            }
            Waiting next = waiting;
            waiting = null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void awaitInterval(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && !isStopping) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Waiting next) {
        long start = ticker.nanos();
        try {
            next.file().write(next.catalog());
            writes.record(ticker.nanos() - start, TimeUnit.NANOSECONDS);
            hasFailed = false;
        } catch (IOException e) {
            failures.increment();
            if (!hasFailed) {
                log.error("the catalogue's snapshot cannot be written: {}", e.toString());
            }
            hasFailed = true;
            tryAgain(next);
        }
    }

    private void tryAgain(Waiting failed) {
        lock.lock();
        try {
            if (waiting == null && !isStopping && failed.file() == file) {
                waiting = failed;
            }
        } finally {
            lock.unlock();
        }
    }
}
