package io.weir.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in the audit log on a thread of its own, so that no write waits for it. While the store is away up to
 * {@link #MAX_WAITING} wait; what comes then is given up and counted, and stands in the node's own log alone.
 */
public final class AuditWriter implements AuditListener {
    /** So many entries wait for the store. */
    static final int MAX_WAITING = 2000;

    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);
    private static final long IDLE_MILLIS = 500;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 10_000;

    private final RandomGenerator random;
    private final Counter kept;
    private final Map<Loss, Counter> lost = new EnumMap<>(Loss.class);
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "weir-audit");
    private volatile AuditLog audit;
    private volatile boolean isOverflowing;

    /** Why an entry is not in the audit log. */
    private enum Loss {
        /** Too many waited for the store. */
        OVERFLOW,
        /** The node was stopped while the store was away. */
        STOPPED,
        /** It waited for a store that the node has left since: it is none of the other cluster's. */
        MOVED,
        /** It could not be written, for a reason that does not go away. */
        FAILED
    }

    private record Waiting(AuditLog audit, AuditEntry entry) {}

    /** @param random spreads tries */
    public AuditWriter(AuditLog audit, RandomGenerator random, MeterRegistry meters) {
        this.audit = audit;
        this.random = random;
        this.kept = meters.counter("weir.audit.entries");
        for (Loss loss : Loss.values()) {
            lost.put(
                    loss,
                    meters.counter("weir.audit.lost", "reason", loss.name().toLowerCase(Locale.ROOT)));
        }
        Gauge.builder("weir.audit.queue", queue, BlockingQueue::size).register(meters);
    }

    /** Begins to write; what was made before waits for it. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps in another cluster's log what is made from now on. What waits for the former one is given up. */
    public void moveTo(AuditLog other) {
        audit = other;
    }

    /** Writes what waits, where the store answers, and ends. Blocks for the store's patience at most. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_MILLIS);
    }

    @Override
    public void made(AuditEntry entry) {
        if (queue.offer(new Waiting(audit, entry))) {
            isOverflowing = false;
            return;
        }
        count(Loss.OVERFLOW, 1);
        if (!isOverflowing) {
            isOverflowing = true;
            log.warn(
                    "more than {} entries of the audit log wait for the data store: newer ones are not kept",
                    MAX_WAITING);
        }
    }

    private void run() {
        try {
            Waiting next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            while (next != null || stopping.getCount() > 0) {
                if (next != null && !keep(next)) {
                    return;
                }
                next = queue.poll(stopping.getCount() > 0 ? IDLE_MILLIS : 0, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until it is kept; false where the node stops and the store is away. */
    private boolean keep(Waiting waiting) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (waiting.audit() == audit) {
            try {
                waiting.audit().append(waiting.entry());
                kept.increment();
                return true;
            } catch (StoreUnavailableException e) {
                log.debug("an entry of the audit log waits for the data store: {}", e.getMessage());
                if (stopping.await(pause - random.nextLong(pause / 2), TimeUnit.MILLISECONDS)) {
                    giveUp();
                    return false;
                }
                pause = Math.min(MAX_PAUSE_MILLIS, 2 * pause);
            } catch (RuntimeException e) {
                count(Loss.FAILED, 1);
                log.error(
                        "entry {} of the audit log could not be kept",
                        waiting.entry().requestId(),
                        e);
                return true;
            }
        }
        count(Loss.MOVED, 1);
        return true;
    }

    private void giveUp() {
        int number = queue.size() + 1;
        count(Loss.STOPPED, number);
        log.warn("{} entries of the audit log are not kept: the data store is away", number);
    }

    private void count(Loss loss, int number) {
        Objects.requireNonNull(lost.get(loss)).increment(number);
    }
}
