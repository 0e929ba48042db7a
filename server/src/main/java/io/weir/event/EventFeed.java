package io.weir.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells events to those who follow this node, on a thread of its own: what the log keeps, as soon as the store says that there is more,
 * and what is not kept. It asks the store only while somebody follows, then every {@value #POLL_MILLIS} ms besides, because
 * messages get lost. Any thread.
 */
public final class EventFeed implements EventSink {
    /** So many kept events are told to a follower who comes back; it is told that it missed some where there were more. */
    public static final int MAX_REPLAY = 500;

    /** So many events that are not kept wait to be told. */
    static final int MAX_WAITING = 1000;

    static final long POLL_MILLIS = 2000;

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final int PAGE = 200;
    private static final long STOP_MILLIS = 10_000;

    private final String node;
    private final InstantSource clock;
    private final List<EventFollower> followers = new CopyOnWriteArrayList<>();
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<ClusterEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "weir-event-feed");
    private volatile EventLog wanted;
    private volatile boolean isRunning = true;
    private volatile boolean isOverflowing;

    /** What the followers know. The feed's thread only, once that runs. */
    private EventLog events;

    /** Up to here they know it. */
    private EventId position = EventId.ZERO;

    private record Newcomer(
            EventFollower follower, @Nullable EventId after) {}

    /**
     * @param node this node's id
     * @param clock dates what is not kept
     */
    public EventFeed(EventLog events, String node, InstantSource clock, MeterRegistry meters) {
        this.wanted = events;
        this.events = events;
        this.node = node;
        this.clock = clock;
        Gauge.builder("weir.events.live.queue", waiting, BlockingQueue::size).register(meters);
    }

    /** Begins to tell. */
    public void start() {
        events.watch(wakeUps::release);
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells what another cluster's log keeps from now on, and that something may have been missed. */
    public void moveTo(EventLog other) {
        wanted = other;
        other.watch(wakeUps::release);
        wakeUps.release();
    }

    /** Ends telling; blocks for the store's patience at most. */
    public void stop() throws InterruptedException {
        isRunning = false;
        wakeUps.release();
        thread.join(STOP_MILLIS);
    }

    /**
     * Adds a follower; it is told from the next turn on, and not before the store has answered once.
     *
     * @param after what it knows already: it is told what was kept since; null for nothing but news
     */
    public void follow(EventFollower follower, @Nullable EventId after) {
        newcomers.add(new Newcomer(follower, after));
        wakeUps.release();
    }

    /** Removes a follower. It may be called back once more. */
    public void unfollow(EventFollower follower) {
        newcomers.removeIf(newcomer -> newcomer.follower() == follower);
        followers.remove(follower);
    }

    /** True while it is worth the while to publish what is not kept. */
    public boolean isFollowed() {
        return !followers.isEmpty() || !newcomers.isEmpty();
    }

    /** Tells it to the followers, and keeps nothing; where too much waits, they are told that they missed something. */
    @Override
    public void publish(Occurrence occurrence) {
        if (!isFollowed()) {
            return;
        }
        if (!waiting.offer(live(occurrence))) {
            isOverflowing = true;
        }
        wakeUps.release();
    }

    private void run() {
        while (isRunning) {
            try {
                turn();
            } catch (StoreUnavailableException e) {
                log.debug("followers wait for the data store: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("following the events failed; tried again within {} ms", POLL_MILLIS, e);
            }
            try {
                if (wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void turn() throws StoreUnavailableException {
        tellWaiting();
        EventLog other = wanted;
        if (other != events) {
            position = end(other);
            events = other;
            tell(List.of(missed("this node has moved to another data store, with events of its own")));
        }
        if (!followers.isEmpty()) {
            tellNews();
        } else if (!newcomers.isEmpty()) {
            position = end(events);
        }
        for (Newcomer next = newcomers.peek(); next != null; next = newcomers.peek()) {
            admit(next);
        }
    }

    private void tellWaiting() {
        List<ClusterEvent> batch = new ArrayList<>();
        waiting.drainTo(batch);
        if (isOverflowing) {
            isOverflowing = false;
            batch.add(missed("more happened at once than could be told"));
        }
        tell(batch);
    }

    private void tellNews() throws StoreUnavailableException {
        List<ClusterEvent> page;
        do {
            page = events.since(position, PAGE);
            tell(page);
            position = last(page, position);
        } while (page.size() == PAGE);
        if (page.isEmpty() && end(events).compareTo(position) < 0) {
            // The store was wiped or is another one, and its clock is behind: what it told until now is not known.
            position = end(events);
            tell(List.of(missed("the data store's events begin anew")));
        }
    }

    /** Brings a newcomer to where all are, then lets it follow. */
    private void admit(Newcomer newcomer) throws StoreUnavailableException {
        EventId after = newcomer.after();
        List<ClusterEvent> missing = after == null ? List.of() : replay(after);
        followers.add(newcomer.follower());
        if (newcomers.remove(newcomer)) {
            newcomer.follower().begin(after == null ? position : after);
            tell(newcomer.follower(), missing);
        } else {
            followers.remove(newcomer.follower());
        }
    }

    private List<ClusterEvent> replay(EventId after) throws StoreUnavailableException {
        EventId end = new EventId(position.millis(), position.sequence() + 1);
        List<ClusterEvent> newest = events.newest(EventFilter.ALL, end, MAX_REPLAY + 1);
        List<ClusterEvent> missing = new ArrayList<>(newest.stream()
                .filter(event -> event.id() != null && event.id().compareTo(after) > 0)
                .toList());
        Collections.reverse(missing);
        if (missing.size() > MAX_REPLAY) {
            missing.set(0, missed("more than " + MAX_REPLAY + " events since " + after));
        }
        return missing;
    }

    private static EventId end(EventLog log) throws StoreUnavailableException {
        return last(log.newest(EventFilter.ALL, null, 1), EventId.ZERO);
    }

    private void tell(List<ClusterEvent> batch) {
        followers.forEach(follower -> tell(follower, batch));
    }

    private static void tell(EventFollower follower, List<ClusterEvent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        follower.accept(batch);
    }

    private ClusterEvent missed(String why) {
        return live(Occurrence.of(EventType.EVENTS_MISSED, node, why));
    }

    /** To the millisecond, as those that are kept. */
    private ClusterEvent live(Occurrence occurrence) {
        return ClusterEvent.of(null, clock.instant().truncatedTo(ChronoUnit.MILLIS), occurrence);
    }

    private static EventId last(List<ClusterEvent> page, EventId otherwise) {
        EventId id = page.isEmpty() ? null : page.get(page.size() - 1).id();
        return id == null ? otherwise : id;
    }
}
