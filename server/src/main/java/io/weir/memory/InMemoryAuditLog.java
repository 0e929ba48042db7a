package io.weir.memory;

import io.weir.audit.AuditEntry;
import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.event.EventId;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The audit log as long as this object lives. Never away; any thread. */
public final class InMemoryAuditLog implements AuditLog {
    private final InstantSource clock;
    private final int maxEntries;
    private final NavigableMap<EventId, AuditEntry> entries = new TreeMap<>();
    private EventId last = EventId.ZERO;
    private long lastFence;

    /** @param maxEntries how many are kept */
    public InMemoryAuditLog(InstantSource clock, int maxEntries) {
        this.clock = clock;
        this.maxEntries = maxEntries;
    }

    @Override
    public synchronized void append(AuditEntry entry) {
        if (entries.values().stream().anyMatch(kept -> kept.requestId().equals(entry.requestId()))) {
            return;
        }
        long now = clock.millis();
        last = now > last.millis() ? new EventId(now, 0) : new EventId(last.millis(), last.sequence() + 1);
        entries.put(last, entry);
        if (entries.size() > maxEntries) {
            entries.pollFirstEntry();
        }
    }

    @Override
    public synchronized Page newest(AuditFilter filter, @Nullable EventId before, int limit) {
        List<Kept> found = new ArrayList<>();
        int scanned = 0;
        NavigableMap<EventId, AuditEntry> older = before == null ? entries : entries.headMap(before, false);
        for (Map.Entry<EventId, AuditEntry> next : older.descendingMap().entrySet()) {
            if (scanned == MAX_SCAN) {
                return new Page(
                        found, new EventId(next.getKey().millis(), next.getKey().sequence() + 1));
            }
            scanned++;
            if (filter.test(next.getValue())) {
                if (found.size() == limit) {
                    return new Page(found, found.get(limit - 1).id());
                }
                found.add(new Kept(next.getKey(), next.getValue()));
            }
        }
        return new Page(found, null);
    }

    @Override
    public synchronized int expire(Duration age, long fence) throws FencedException {
        if (fence < lastFence) {
            throw new FencedException(RETENTION, fence);
        }
        lastFence = fence;
        EventId end = new EventId(clock.millis() - age.toMillis(), 0);
        int before = entries.size();
        entries.headMap(end, false).clear();
        return before - entries.size();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
