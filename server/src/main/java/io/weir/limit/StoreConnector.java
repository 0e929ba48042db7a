package io.weir.limit;

import io.weir.limit.SharedLimiter.Session;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to the shared counters on a thread of its own, so that no request waits for it: when asked to, it tries until a session has
 * answered a probe that counts and writes as requests do, and hands that session over.
 */
final class StoreConnector implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConnector.class);

    private final Breaker breaker;
    private final StoreClock clock;
    private final Ticker ticker;
    private final Duration timeout;
    private final LimiterMetrics metrics;
    private final Semaphore requests = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private final AtomicReference<@Nullable Session> ready = new AtomicReference<>();
    private final CompletableFuture<Boolean> firstTry = new CompletableFuture<>();
    private volatile Runnable onReady = () -> {};
    private volatile SharedLimiter shared;
    private boolean isAwayLogged;

    StoreConnector(
            SharedLimiter shared,
            Breaker breaker,
            StoreClock clock,
            Ticker ticker,
            Duration timeout,
            LimiterMetrics metrics) {
        this.shared = shared;
        this.breaker = breaker;
        this.clock = clock;
        this.ticker = ticker;
        this.timeout = timeout;
        this.metrics = metrics;
    }

    /** Completes when the first try has ended: whether the store decides now. */
    CompletionStage<Boolean> firstTry() {
        return firstTry;
    }

    /** @param handler called on the connecting thread when there is a session to {@link #collect} */
    void onReady(Runnable handler) {
        onReady = handler;
    }

    /** Asks for a session. Any thread. */
    void request() {
        requests.release();
    }

    /** The session, once; null where there is none yet. Any thread. */
    @Nullable
    Session collect() {
        return ready.get() == null ? null : ready.getAndSet(null);
    }

    /** Called when requests are decided by a session that was collected. */
    void adopted() {
        firstTry.complete(true);
    }

    boolean isReady() {
        return ready.get() != null;
    }

    /**
     * Connects to counters that are not asked yet, and tries them. Blocks the caller; any thread.
     *
     * @throws SharedLimiterException where they do not count as they should
     */
    StandbySession openStandby(SharedLimiter other) throws SharedLimiterException {
        Session session = other.open(timeout);
        try {
            long sentNanos = ticker.nanos();
            return new StandbySession(other, session, sentNanos, storeMillis(session));
        } catch (SharedLimiterException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Connects to other counters from now on. Any thread. */
    synchronized void moveTo(SharedLimiter other) {
        shared = other;
        close(collect());
    }

    /** @return false where it is a session with counters that were moved away from meanwhile */
    private synchronized boolean offer(StandbySession opened) {
        if (opened.shared() != shared) {
            opened.close();
            return false;
        }
        clock.restart(opened.sentNanos(), opened.storeMillis());
        ready.set(opened.session());
        return true;
    }

    /** Ends the thread after what it is at. */
    void stop() {
        stop.release();
        requests.release();
    }

    @Override
    public void run() {
        try {
            requests.acquire();
            while (!stop.tryAcquire(breaker.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                StandbySession opened = tryOnce();
                if (opened == null) {
                    firstTry.complete(false);
                } else if (offer(opened)) {
                    onReady.run();
                    requests.acquire();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            firstTry.complete(false);
            close(collect());
        }
    }

    private @Nullable StandbySession tryOnce() {
        try {
            StandbySession opened = openStandby(shared);
            logReturn();
            return opened;
        } catch (SharedLimiterException e) {
            logAway(e);
        } catch (RuntimeException e) {
            LOG.error("connecting the limiter failed unexpectedly", e);
        }
        metrics.connectFailed();
        breaker.failed();
        return null;
    }

    private long storeMillis(Session session) throws SharedLimiterException {
        Take probe = Take.probe(Probes.SET);
        session.run(new Trip(List.of(), List.of(probe), Probes.ANY_TIME, new TripDeadline(ticker, timeout)));
        TakeResult result = probe.result();
        if (result == null) {
            StoreFailure failure = probe.failure() == null ? StoreFailure.ERROR : probe.failure();
            throw new SharedLimiterException(failure, "the store does not count: " + failure.label(), null);
        }
        return result.storeMillis();
    }

    private void logAway(SharedLimiterException e) {
        if (!isAwayLogged) {
            isAwayLogged = true;
            LOG.warn("limits are held by this node alone: {}", e.getMessage());
        }
    }

    private void logReturn() {
        if (isAwayLogged) {
            isAwayLogged = false;
            LOG.info("limits are held by the data store again");
        }
    }

    private static void close(@Nullable Session session) {
        if (session != null) {
            session.close();
        }
    }
}
