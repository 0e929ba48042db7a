package io.weir.limit;

import io.weir.limit.SharedLimiter.Session;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that asks the store. While a trip is under way new batches gather; the next trip carries them all. When a trip fails,
 * everything that waits is decided by this node at once, and so is all that comes until there is a session again.
 */
final class LimiterThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LimiterThread.class);

    /** A trip must fit into the socket's buffers: writing to a server that hangs would block without end. */
    private static final int MAX_TRIP_BYTES = 64 << 10;

    private static final int MAX_REPORT_LINES = 256;
    private static final long IDLE_NANOS = 1_000_000_000;

    private final StoreConnector connector;
    private final Breaker breaker;
    private final StoreKnowledge knowledge;
    private final LocalLimiter local;
    private final Ticker ticker;
    private final LimiterMetrics metrics;

    private final Queue<LimitBatch> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger checksInFlight = new AtomicInteger();
    private final AtomicBoolean isParked = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable Move> move = new AtomicReference<>();
    private final Round round = new Round();
    private volatile @Nullable Session session;
    private volatile @Nullable Thread thread;
    private volatile boolean isStopping;
    private Duration timeout;

    /** Other counters to ask, and how long to wait for them. */
    private record Move(StandbySession to, Duration timeout) {}

    LimiterThread(
            StoreConnector connector,
            Breaker breaker,
            StoreKnowledge knowledge,
            LocalLimiter local,
            Ticker ticker,
            Duration timeout,
            LimiterMetrics metrics) {
        this.connector = connector;
        this.breaker = breaker;
        this.knowledge = knowledge;
        this.local = local;
        this.ticker = ticker;
        this.timeout = timeout;
        this.metrics = metrics;
    }

    /** True while the store is asked. Any thread. */
    boolean isStoreUp() {
        return session != null;
    }

    /** Checks that were handed over and are not decided yet. Any thread. */
    int checksInFlight() {
        return checksInFlight.get();
    }

    /**
     * Takes a batch over, unless that would make more than so many checks wait. Any thread.
     *
     * @return false where the caller must decide it
     */
    boolean offer(LimitBatch batch, int maxInFlight) {
        if (checksInFlight.addAndGet(batch.size()) > maxInFlight) {
            checksInFlight.addAndGet(-batch.size());
            return false;
        }
        batch.arrived(ticker.nanos());
        arrivals.add(batch);
        if (ended.isDone() && arrivals.remove(batch)) {
            checksInFlight.addAndGet(-batch.size());
            return false;
        }
        wake();
        return true;
    }

    /** Asks other counters from the next trip on, and forgets all of the former ones. Any thread. */
    void moveTo(StandbySession to, Duration newTimeout) {
        Move superseded = move.getAndSet(new Move(to, newTimeout));
        if (superseded != null) {
            superseded.to().close();
        }
        wake();
    }

    /** Wakes the thread if it sleeps. Any thread. */
    void wake() {
        if (isParked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends it after a last trip with what is waiting. Any thread. */
    CompletionStage<Void> stop() {
        isStopping = true;
        wake();
        return ended;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        connector.request();
        try {
            while (!isStopping) {
                turn();
            }
            turn();
        } catch (RuntimeException e) {
            LOG.error("the limiter's thread ended; limits are held by this node alone until it is started again", e);
        } finally {
            adopt();
            Session last = session;
            session = null;
            if (last != null) {
                last.close();
            }
            ended.complete(null);
            gather();
            decideRound();
        }
    }

    private void turn() {
        adopt();
        gather();
        if (!round.isEmpty() || (isStoreUp() && local.hasReports())) {
            decideRound();
        } else if (!isStopping) {
            sleep();
        }
    }

    /** A session that broke while nobody asked is better found by a probe than by a request. */
    private void sleep() {
        isParked.set(true);
        if (arrivals.isEmpty() && !isStopping && !connector.isReady() && move.get() == null) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        boolean isIdle = isParked.getAndSet(false);
        if (isIdle && arrivals.isEmpty() && isStoreUp()) {
            probe();
        }
    }

    private void probe() {
        long sentNanos = ticker.nanos();
        Take probe = Take.probe(Probes.SET);
        run(new Trip(List.of(), List.of(probe), Probes.ANY_TIME, new TripDeadline(ticker, timeout)));
        TakeResult result = probe.result();
        if (result != null) {
            knowledge.clock().learn(sentNanos, result.storeMillis());
        }
    }

    private void adopt() {
        Move next = move.getAndSet(null);
        if (next != null) {
            connector.moveTo(next.to().shared());
            knowledge.forget();
            local.forget();
            knowledge.clock().restart(next.to().sentNanos(), next.to().storeMillis());
            timeout = next.timeout();
            breaker.succeeded();
            use(next.to().session());
        }
        Session fresh = connector.collect();
        if (fresh != null) {
            use(fresh);
            connector.adopted();
        }
    }

    private void use(Session fresh) {
        Session former = session;
        session = fresh;
        if (former != null) {
            former.close();
        }
    }

    private void gather() {
        for (LimitBatch batch = arrivals.poll(); batch != null; batch = arrivals.poll()) {
            round.add(batch);
        }
    }

    private void decideRound() {
        List<Take> takes = round.takes();
        int from = 0;
        while (isStoreUp() && !isDone(from)) {
            int to = endOfTrip(takes, from);
            trip(takes.subList(from, to));
            from = to;
        }
        for (Take take : takes.subList(from, takes.size())) {
            local.decide(take);
        }
        for (Take take : takes) {
            metrics.decided(take);
        }
        checksInFlight.addAndGet(-round.checks());
        round.deliver();
        round.clear();
    }

    /** True also where what did not fit into a trip has waited as long as an answer may take: it is not made to wait for another. */
    private boolean isDone(int from) {
        if (round.isEmpty()) {
            return !local.hasReports();
        }
        boolean isOverdue = from > 0 && ticker.nanos() - round.arrivalNanos() > timeout.toNanos();
        return from == round.takes().size() || isOverdue;
    }

    private static int endOfTrip(List<Take> takes, int from) {
        int bytes = 0;
        int to = from;
        while (to < takes.size() && (to == from || bytes < MAX_TRIP_BYTES)) {
            bytes += takes.get(to++).set().encodedBytes();
        }
        return to;
    }

    private void trip(List<Take> takes) {
        List<LocalReport> reports = local.reports(MAX_REPORT_LINES);
        int generation = knowledge.refusals().generation();
        long sentNanos = ticker.nanos();
        long notAfter = knowledge.clock().millisIn(timeout.toMillis());
        Trip trip = new Trip(reports, takes, notAfter, new TripDeadline(ticker, timeout));
        StoreFailure failure = run(trip);
        local.settle(reports);
        for (Take take : takes) {
            conclude(take, sentNanos, generation, failure);
        }
        metrics.acknowledged(reports);
        metrics.trip(trip, Duration.ofNanos(ticker.nanos() - sentNanos), failure);
    }

    private @Nullable StoreFailure run(Trip trip) {
        Session current = session;
        if (current == null) {
            return StoreFailure.CONNECTION;
        }
        try {
            current.run(trip);
            breaker.succeeded();
            return null;
        } catch (SharedLimiterException e) {
            LOG.warn("the limiter lost the data store: {}", e.getMessage());
            drop(current);
            return e.failure();
        } catch (RuntimeException e) {
            LOG.error("a trip to the data store failed unexpectedly", e);
            drop(current);
            return StoreFailure.ERROR;
        }
    }

    private void drop(Session broken) {
        session = null;
        broken.close();
        breaker.failed();
        connector.request();
    }

    private void conclude(Take take, long sentNanos, int generation, @Nullable StoreFailure tripFailure) {
        TakeResult result = take.result();
        if (result != null && !result.isLate()) {
            knowledge.learn(take.set(), result, sentNanos, generation);
            take.decide(result, LimitDecision.Source.STORE);
            return;
        }
        StoreFailure failure = take.failure() == null ? tripFailure : take.failure();
        if (result != null) {
            knowledge.clock().restart(sentNanos, result.storeMillis());
            failure = StoreFailure.LATE;
        }
        metrics.undecided(failure == null ? StoreFailure.ERROR : failure, take.wanted());
        local.decide(take);
    }
}
