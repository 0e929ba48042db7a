package io.weir.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells events: to the node's log and metrics at once, to the cluster's log on a thread of its own. While the store is away, up to
 * {@link #MAX_WAITING} wait; then the oldest is given up and counted. Events that are not kept go to those who follow this node.
 */
public final class EventPublisher implements EventSink {
    /** So many events wait for the store. */
    static final int MAX_WAITING = 1000;

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 10_000;

    private final EventSink followers;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Map<EventType, Counter> told = new EnumMap<>(EventType.class);
    private final Map<Loss, Counter> lost = new EnumMap<>(Loss.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "weir-events");
    private volatile EventLog events;
    private boolean isStopping;
    private boolean isOverflowing;

    /** Why an event is not in the cluster's log. */
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

    private record Waiting(EventLog log, Occurrence occurrence, String key, long nanos) {}

    /**
     * @param followers is told what is not kept
     * @param random makes the keys of events that have none
     */
    public EventPublisher(
            EventLog events, EventSink followers, Ticker ticker, RandomGenerator random, MeterRegistry meters) {
        this.events = events;
        this.followers = followers;
        this.ticker = ticker;
        this.random = random;
        for (EventType type : EventType.values()) {
            told.put(
                    type,
                    meters.counter(
                            "weir.events",
                            "type",
                            type.label(),
                            "severity",
                            type.severity().label()));
        }
        for (Loss loss : Loss.values()) {
            lost.put(
                    loss,
                    meters.counter("weir.events.lost", "reason", loss.name().toLowerCase(java.util.Locale.ROOT)));
        }
        meters.gauge("weir.events.queue", this, EventPublisher::waiting);
    }

    /** Begins to write to the cluster's log; what was published before waits for it. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps in another cluster's log what is published from now on. What waits for the former one is given up. */
    public void moveTo(EventLog other) {
        lock.lock();
        try {
            events = other;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, where the store answers, and ends. Blocks for the store's patience at most. */
    public void stop() throws InterruptedException {
        lock.lock();
        try {
            isStopping = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.join(STOP_MILLIS);
    }

    @Override
    public void publish(Occurrence occurrence) {
        EventType type = occurrence.type();
        count(told, type);
        if (!type.isKept()) {
            followers.publish(occurrence);
            return;
        }
        write(occurrence);
        String which =
                occurrence.identity() == null ? HexFormat.of().toHexDigits(random.nextLong()) : occurrence.identity();
        String key = type.label() + ":" + occurrence.node() + ":" + which;
        offer(new Waiting(events, occurrence, key, ticker.nanos()));
    }

    private static void write(Occurrence occurrence) {
        String type = occurrence.type().label();
        switch (occurrence.type().severity()) {
            case INFO -> log.info("{}: {} {}", type, occurrence.message(), occurrence.details());
            case WARNING -> log.warn("{}: {} {}", type, occurrence.message(), occurrence.details());
            case ERROR -> log.error("{}: {} {}", type, occurrence.message(), occurrence.details());
        }
    }

    private void offer(Waiting event) {
        boolean isFirstLost = false;
        lock.lock();
        try {
            if (queue.size() == MAX_WAITING) {
                queue.removeFirst();
                count(lost, Loss.OVERFLOW);
                isFirstLost = !isOverflowing;
                isOverflowing = true;
            }
            queue.addLast(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (isFirstLost) {
            log.warn("more than {} events wait for the data store: the oldest are not kept", MAX_WAITING);
        }
    }

    private int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Waiting next = take();
            while (next != null && keep(next)) {
                next = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest that waits; null at the end. */
    private @Nullable Waiting take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !isStopping) {
                changed.await();
            }
            isOverflowing = isOverflowing && !queue.isEmpty();
            return queue.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Tries until it is kept; false where the node stops and the store is away. */
    private boolean keep(Waiting event) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (event.log() == events) {
            try {
                Duration age = Duration.ofNanos(ticker.nanos() - event.nanos());
                event.log().publish(event.occurrence(), event.key(), age);
                return true;
            } catch (StoreUnavailableException e) {
                log.debug("{} waits for the data store: {}", event.key(), e.getMessage());
                if (awaitStop(event.log(), pause - random.nextLong(pause / 2))) {
                    giveUp();
                    return false;
                }
                pause = Math.min(MAX_PAUSE_MILLIS, 2 * pause);
            } catch (RuntimeException e) {
                count(lost, Loss.FAILED);
                log.error("{} could not be kept", event.key(), e);
                return true;
            }
        }
        count(lost, Loss.MOVED);
        return true;
    }

    /** Waits for the store of an event, and says whether the node stops. */
    private boolean awaitStop(EventLog waitsFor, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (left > 0 && !isStopping && waitsFor == events) {
                left = changed.awaitNanos(left);
            }
            return isStopping;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp() {
        int number = waiting() + 1;
        Objects.requireNonNull(lost.get(Loss.STOPPED)).increment(number);
        log.info("{} events are not kept: the data store is away", number);
    }

    private static <K> void count(Map<K, Counter> counters, K which) {
        Objects.requireNonNull(counters.get(which)).increment();
    }
}
