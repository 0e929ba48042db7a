package io.weir.lease;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.weir.catalog.StoreUnavailableException;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a job while this node holds its lease. One thread keeps the lease: it asks for it, renews it after a third of its time, and stops
 * the job when that has failed for two thirds, so that the job has the last third to come to its end. The job has a thread of its own and
 * never runs twice in one process. Where it ends by itself or fails, the lease is given back and asked for again. {@link #start} and
 * {@link #stop} once each, any thread.
 */
public final class LeasedJob {
    private static final Logger log = LoggerFactory.getLogger(LeasedJob.class);
    private static final long STOP_MILLIS = 10_000;

    private final String name;
    private final Duration ttl;
    private final Work work;
    private final String holder;
    private final LeaseListener listener;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Counter losses;
    private final Counter failures;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread keeper;
    private volatile LeaseStore store;
    private volatile boolean isRunning = true;
    private volatile @Nullable Tenure tenure;

    /** What is to be done. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it until there is nothing left to do or the tenure is over; is interrupted when it is. Whatever is written to the store
         * goes with the tenure's fence, and what is done elsewhere may be done twice.
         */
        void run(Tenure tenure) throws Exception;
    }

    /**
     * @param name of the lease: lower-case letters, digits and {@code -}
     * @param ttl of the lease, several times the store's patience
     * @param node this node's id, which is shown as the holder
     */
    public LeasedJob(
            String name,
            Duration ttl,
            Work work,
            LeaseStore store,
            String node,
            LeaseListener listener,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {
        this.name = name;
        this.ttl = ttl;
        this.work = work;
        this.store = store;
        this.holder = node + "/" + HexFormat.of().toHexDigits(random.nextLong());
        this.listener = listener;
        this.ticker = ticker;
        this.random = random;
        this.keeper = new Thread(this::run, "weir-lease-" + name);
        Tags tags = Tags.of("lease", name);
        losses = meters.counter("weir.lease.losses", tags);
        failures = meters.counter("weir.lease.failures", tags);
        Gauge.builder("weir.lease.held", this, job -> job.isHeld() ? 1 : 0)
                .tags(tags)
                .register(meters);
    }

    /** Begins to ask for the lease. */
    public void start() {
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Stops the job, and gives the lease back at once where the store answers. Blocks until the job has ended, for 10 s at most. */
    public void stop() throws InterruptedException {
        isRunning = false;
        wakeUps.release();
        keeper.join(STOP_MILLIS);
    }

    /** Asks another cluster for its lease from now on. The job stops where it runs, and its lease is given back where it was held. */
    public void moveTo(LeaseStore other) {
        store = other;
        Tenure now = tenure;
        if (now != null) {
            now.end();
        }
        wakeUps.release();
    }

    private boolean isHeld() {
        Tenure now = tenure;
        return now != null && now.isHeld();
    }

    private void run() {
        try {
            while (isRunning) {
                LeaseStore asked = store;
                Tenure next = acquire(asked);
                if (next != null) {
                    tenure = next;
                    hold(asked, next);
                    tenure = null;
                }
                pause(ttl.dividedBy(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Tenure acquire(LeaseStore from) {
        try {
            long asked = ticker.nanos();
            OptionalLong fence = from.acquire(name, holder, ttl);
            return fence.isPresent() ? new Tenure(name, fence.getAsLong(), endNanos(asked), ticker) : null;
        } catch (StoreUnavailableException e) {
            log.debug("lease {} cannot be asked for: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            log.error("asking for lease {} failed", name, e);
        }
        return null;
    }

    private void hold(LeaseStore from, Tenure held) throws InterruptedException {
        listener.acquired(name, held.fence());
        CountDownLatch ended = new CountDownLatch(1);
        Thread worker = new Thread(() -> work(held, ended), "weir-job-" + name);
        worker.setDaemon(true);
        worker.start();

        Duration wait = ttl.dividedBy(3);
        while (isRunning && from == store && ended.getCount() > 0 && held.isHeld()) {
            if (!wakeUps.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                wait = renew(from, held) ? ttl.dividedBy(3) : ttl.dividedBy(12);
            }
        }
        boolean isLost = isRunning && from == store && !held.isHeld();
        held.end();
        if (isLost) {
            losses.increment();
            listener.lost(name, held.fence());
        }
        worker.interrupt();
        while (!ended.await(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
            log.warn("job {} has not ended though its lease is over", name);
        }
        release(from, held);
    }

    private void work(Tenure held, CountDownLatch ended) {
        try {
            work.run(held);
        } catch (InterruptedException e) {
            log.debug("job {} was interrupted", name);
        } catch (FencedException e) {
            log.warn("job {} stops: {}", name, e.getMessage());
        } catch (StoreUnavailableException e) {
            failures.increment();
            log.warn("job {} stops until the data store answers: {}", name, e.getMessage());
        } catch (Exception e) {
            failures.increment();
            log.error("job {} failed; it begins again, here or on another node", name, e);
        } finally {
            ended.countDown();
            wakeUps.release();
        }
    }

    /** False where it is to be tried again soon. */
    private boolean renew(LeaseStore from, Tenure held) {
        if (!held.isHeld()) {
            return true;
        }
        try {
            long asked = ticker.nanos();
            if (from.renew(name, holder, held.fence(), ttl)) {
                held.extendTo(endNanos(asked));
            } else {
                held.end();
            }
            return true;
        } catch (StoreUnavailableException e) {
            log.debug("lease {} could not be renewed: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            log.error("renewing lease {} failed", name, e);
        }
        return false;
    }

    private void release(LeaseStore from, Tenure held) {
        try {
            from.release(name, holder, held.fence());
        } catch (StoreUnavailableException e) {
            log.debug("lease {} ends by itself: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            log.error("giving lease {} back failed", name, e);
        }
    }

    /** Up to a third less by chance, so that nodes do not ask in step. */
    private void pause(Duration about) throws InterruptedException {
        wakeUps.drainPermits();
        if (isRunning) {
            wakeUps.tryAcquire(about.toNanos() - random.nextLong(about.toNanos() / 3), TimeUnit.NANOSECONDS);
        }
    }

    private long endNanos(long asked) {
        return asked + ttl.multipliedBy(2).dividedBy(3).toNanos();
    }
}
