package io.weir.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.event.ClusterEvent;
import io.weir.event.EventFilter;
import io.weir.event.EventId;
import io.weir.event.EventLog;
import io.weir.event.Occurrence;
import io.weir.event.Severity;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Events in a Redis stream, whose ids are theirs. An entry that a newer version wrote is read as far as it can be understood. Any thread.
 */
public final class RedisEventLog implements EventLog {
    /** How many events are kept, about, unless told otherwise. */
    public static final int DEFAULT_MAX_EVENTS = 10_000;

    private static final RedisScript PUBLISH = RedisScript.load("event-publish.lua");
    private static final RedisScript EXPIRE = RedisScript.load("fence.lua", "stream-expire.lua");
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    /** Entries read at once where a filter passes over some, or removed at once. */
    private static final int PAGE = 500;

    private final RedisOperations operations;
    private final RedisSubscriber subscriber;
    private final String channel;
    private final int maxEvents;

    /**
     * @param random spreads reconnections
     * @param maxEvents how many are kept, at least
     */
    public RedisEventLog(RedisConnections connections, RandomGenerator random, int maxEvents) {
        this.operations = new RedisOperations(connections);
        this.channel = RedisKeys.eventChannel(connections.database());
        this.subscriber = new RedisSubscriber(connections, channel, random);
        this.maxEvents = maxEvents;
    }

    @Override
    public Optional<EventId> publish(Occurrence occurrence, String key, Duration age) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.EVENTS, RedisKeys.event(key));
        List<String> arguments = List.of(
                Long.toString(MEMORY.toMillis()),
                Long.toString(age.toMillis()),
                Integer.toString(maxEvents),
                channel,
                "severity",
                occurrence.type().severity().label(),
                "type",
                occurrence.type().label(),
                "node",
                occurrence.node(),
                "message",
                occurrence.message(),
                "details",
                CatalogJson.writeAny(occurrence.details()));
        Object id = operations.run(client -> PUBLISH.run(client, keys, arguments));
        return id == null ? Optional.empty() : EventId.parse((String) id);
    }

    @Override
    public List<ClusterEvent> newest(EventFilter filter, @Nullable EventId before, int limit)
            throws StoreUnavailableException {
        int page = filter.equals(EventFilter.ALL) ? limit : PAGE;
        List<ClusterEvent> found = new ArrayList<>();
        StreamEntryID from = before == null ? StreamEntryID.MAXIMUM_ID : StreamIds.previous(before);
        while (true) {
            StreamEntryID newest = from;
            List<StreamEntry> entries = operations.run(
                    client -> client.xrevrange(RedisKeys.EVENTS, newest, StreamEntryID.MINIMUM_ID, page));
            for (StreamEntry entry : entries) {
                ClusterEvent event = read(entry);
                if (filter.test(event)) {
                    found.add(event);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
            if (entries.size() < page) {
                return found;
            }
            from = StreamIds.previous(id(entries.get(entries.size() - 1)));
        }
    }

    @Override
    public List<ClusterEvent> since(EventId after, int limit) throws StoreUnavailableException {
        StreamEntryID from = new StreamEntryID(after.millis(), after.sequence() + 1);
        return operations.run(client -> client.xrange(RedisKeys.EVENTS, from, StreamEntryID.MAXIMUM_ID, limit)).stream()
                .map(RedisEventLog::read)
                .toList();
    }

    @Override
    public int expire(Duration age, long fence) throws StoreUnavailableException, FencedException {
        List<String> keys = List.of(RedisKeys.EVENTS, RedisKeys.clusterFence(RETENTION));
        List<String> arguments = List.of(Long.toString(fence), Long.toString(age.toMillis()), Integer.toString(PAGE));
        long removed = (long) operations.run(client -> EXPIRE.run(client, keys, arguments));
        if (removed < 0) {
            throw new FencedException(RETENTION, fence);
        }
        return (int) removed;
    }

    @Override
    public void watch(Runnable changed) {
        subscriber.watch(changed);
    }

    @Override
    public void close() {
        subscriber.close();
        operations.close();
    }

    private static ClusterEvent read(StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        EventId id = id(entry);
        return new ClusterEvent(
                id,
                Instant.ofEpochMilli(time(fields, id)),
                Severity.of(fields.getOrDefault("severity", "")).orElse(Severity.INFO),
                fields.getOrDefault("type", ""),
                fields.getOrDefault("node", ""),
                fields.getOrDefault("message", ""),
                details(fields.getOrDefault("details", "{}")));
    }

    private static long time(Map<String, String> fields, EventId id) {
        String time = fields.getOrDefault("time", "");
        return time.matches("\\d{1,18}") ? Long.parseLong(time) : id.millis();
    }

    private static Map<String, String> details(String json) {
        try {
            return CatalogJson.mapper().readValue(json, DETAILS);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private static EventId id(StreamEntry entry) {
        return new EventId(entry.getID().getTime(), entry.getID().getSequence());
    }
}
