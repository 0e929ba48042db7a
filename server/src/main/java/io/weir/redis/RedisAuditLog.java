package io.weir.redis;

import io.weir.audit.AuditEntry;
import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.catalog.StoreUnavailableException;
import io.weir.event.EventId;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/** The audit log in a Redis stream, whose ids are its entries'. Any thread. */
public final class RedisAuditLog implements AuditLog {
    /** How many entries are kept, about, unless told otherwise. */
    public static final int DEFAULT_MAX_ENTRIES = 100_000;

    private static final RedisScript APPEND = RedisScript.load("audit-append.lua");
    private static final RedisScript EXPIRE = RedisScript.load("fence.lua", "stream-expire.lua");
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** Entries can wait that long in a node before they are kept, and clocks differ. */
    private static final Duration SLACK = Duration.ofDays(1);

    private static final int PAGE = 500;

    private final RedisOperations operations;
    private final int maxEntries;

    /** @param maxEntries how many are kept, at least */
    public RedisAuditLog(RedisConnections connections, int maxEntries) {
        this.operations = new RedisOperations(connections);
        this.maxEntries = maxEntries;
    }

    @Override
    public void append(AuditEntry entry) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.AUDIT, RedisKeys.auditKept(entry.requestId()));
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(MEMORY.toMillis()));
        arguments.add(Integer.toString(maxEntries));
        arguments.addAll(AuditFields.write(entry));
        operations.run(client -> APPEND.run(client, keys, arguments));
    }

    @Override
    public Page newest(AuditFilter filter, @Nullable EventId before, int limit) throws StoreUnavailableException {
        List<Kept> found = new ArrayList<>();
        StreamEntryID to = start(filter, before);
        EventId looked = null;
        StreamEntryID from = filter.from() == null
                ? StreamEntryID.MINIMUM_ID
                : new StreamEntryID(millis(filter.from().minus(SLACK)), 0);
        int page = filter.equals(AuditFilter.ALL) ? Math.min(limit + 1, PAGE) : PAGE;
        for (int scanned = 0; scanned < MAX_SCAN; scanned += page) {
            StreamEntryID newest = to;
            List<StreamEntry> entries = operations.run(client -> client.xrevrange(RedisKeys.AUDIT, newest, from, page));
            for (StreamEntry entry : entries) {
                Kept kept = new Kept(id(entry), AuditFields.read(entry.getFields()));
                if (filter.test(kept.entry())) {
                    if (found.size() == limit) {
                        return new Page(found, found.get(limit - 1).id());
                    }
                    found.add(kept);
                }
            }
            if (entries.size() < page) {
                return new Page(found, null);
            }
            looked = id(entries.get(entries.size() - 1));
            to = StreamIds.previous(looked);
        }
        // The next page begins behind what this one looked at last, which may be far behind its last item.
        return new Page(found, looked);
    }

    private static StreamEntryID start(AuditFilter filter, @Nullable EventId before) {
        StreamEntryID byId = before == null ? StreamEntryID.MAXIMUM_ID : StreamIds.previous(before);
        if (filter.to() == null) {
            return byId;
        }
        StreamEntryID byTime = new StreamEntryID(millis(filter.to().plus(SLACK)), 0);
        return before == null || byTime.compareTo(byId) < 0 ? byTime : byId;
    }

    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }

    @Override
    public int expire(Duration age, long fence) throws StoreUnavailableException, FencedException {
        List<String> keys = List.of(RedisKeys.AUDIT, RedisKeys.clusterFence(RETENTION));
        List<String> arguments = List.of(Long.toString(fence), Long.toString(age.toMillis()), Integer.toString(PAGE));
        long removed = (long) operations.run(client -> EXPIRE.run(client, keys, arguments));
        if (removed < 0) {
            throw new FencedException(RETENTION, fence);
        }
        return (int) removed;
    }

    @Override
    public void close() {
        operations.close();
    }

    private static EventId id(StreamEntry entry) {
        return new EventId(entry.getID().getTime(), entry.getID().getSequence());
    }
}
