package io.weir.event;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.FencedException;
import io.weir.memory.InMemoryEventLog;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A log that can be away, or lose its answers. */
final class FragileEventLog implements EventLog {
    volatile InMemoryEventLog kept = log();
    final AtomicInteger attempts = new AtomicInteger();
    volatile boolean isAway;
    volatile boolean losesAnswers;

    /** From now on it is another store. */
    void forget() {
        kept = log();
    }

    private static InMemoryEventLog log() {
        return new InMemoryEventLog(InstantSource.system(), Ticker.system(), 10_000);
    }

    @Override
    public Optional<EventId> publish(Occurrence occurrence, String key, Duration age) throws StoreUnavailableException {
        attempts.incrementAndGet();
        requirePresence();
        Optional<EventId> id = kept.publish(occurrence, key, age);
        if (losesAnswers) {
            throw new StoreUnavailableException("no answer in time");
        }
        return id;
    }

    @Override
    public List<ClusterEvent> newest(EventFilter filter, @Nullable EventId before, int limit)
            throws StoreUnavailableException {
        requirePresence();
        return kept.newest(filter, before, limit);
    }

    @Override
    public List<ClusterEvent> since(EventId after, int limit) throws StoreUnavailableException {
        requirePresence();
        return kept.since(after, limit);
    }

    @Override
    public int expire(Duration age, long fence) throws StoreUnavailableException, FencedException {
        requirePresence();
        return kept.expire(age, fence);
    }

    @Override
    public void watch(Runnable changed) {
        kept.watch(changed);
    }

    @Override
    public void close() {
        kept.close();
    }

    private void requirePresence() throws StoreUnavailableException {
        if (isAway) {
            throw new StoreUnavailableException("away");
        }
    }
}
