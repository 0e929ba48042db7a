package io.weir.memory;

import io.weir.event.ClusterEvent;
import io.weir.event.EventFilter;
import io.weir.event.EventId;
import io.weir.event.EventLog;
import io.weir.event.Occurrence;
import io.weir.lease.FencedException;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Events that are kept as long as this object lives. Never away; any thread. */
public final class InMemoryEventLog implements EventLog {
    private final InstantSource clock;
    private final Ticker ticker;
    private final int maxEvents;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final NavigableMap<EventId, ClusterEvent> events = new TreeMap<>();
    private final Map<String, Long> remembered = new HashMap<>();
    private EventId last = EventId.ZERO;
    private long lastFence;

    /** @param maxEvents how many are kept */
    public InMemoryEventLog(InstantSource clock, Ticker ticker, int maxEvents) {
        this.clock = clock;
        this.ticker = ticker;
        this.maxEvents = maxEvents;
    }

    @Override
    public Optional<EventId> publish(Occurrence occurrence, String key, Duration age) {
        Optional<EventId> id = keep(occurrence, key, age);
        id.ifPresent(any -> watchers.forEach(Runnable::run));
        return id;
    }

    private synchronized Optional<EventId> keep(Occurrence occurrence, String key, Duration age) {
        long now = ticker.nanos();
        remembered.values().removeIf(end -> end - now <= 0);
        if (remembered.putIfAbsent(key, now + MEMORY.toNanos()) != null) {
            return Optional.empty();
        }
        Instant time = clock.instant();
        last = time.toEpochMilli() > last.millis()
                ? new EventId(time.toEpochMilli(), 0)
                : new EventId(last.millis(), last.sequence() + 1);
        events.put(last, ClusterEvent.of(last, time.minus(age), occurrence));
        if (events.size() > maxEvents) {
            events.pollFirstEntry();
        }
        return Optional.of(last);
    }

    @Override
    public synchronized List<ClusterEvent> newest(EventFilter filter, @Nullable EventId before, int limit) {
        NavigableMap<EventId, ClusterEvent> older = before == null ? events : events.headMap(before, false);
        return older.descendingMap().values().stream()
                .filter(filter)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<ClusterEvent> since(EventId after, int limit) {
        return events.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized int expire(Duration age, long fence) throws FencedException {
        if (fence < lastFence) {
            throw new FencedException(RETENTION, fence);
        }
        lastFence = fence;
        EventId end = new EventId(clock.millis() - age.toMillis(), 0);
        int before = events.size();
        events.headMap(end, false).clear();
        return before - events.size();
    }

    @Override
    public void watch(Runnable changed) {
        watchers.add(changed);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
