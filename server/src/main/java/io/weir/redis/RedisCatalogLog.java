package io.weir.redis;

import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Reads which objects the writes since a position changed. Each entry names its own token and its parent's: where the chain breaks, or
 * does not begin at the position, the log does not tell the way. For one delta and one thread.
 */
final class RedisCatalogLog {
    private static final int PAGE = 200;

    private final RedisOperations operations;
    private final Map<Kind, Set<String>> changed = new EnumMap<>(Kind.class);

    RedisCatalogLog(RedisOperations operations) {
        this.operations = operations;
    }

    /** Follows the log to its end; empty where it does not lead on from {@code since}. */
    Optional<Position> readSince(Position since) throws StoreUnavailableException {
        Position reached = since;
        List<StreamEntry> page;
        do {
            StreamEntryID from = new StreamEntryID(reached.revision() + 1, 0);
            page = operations.run(client -> client.xrange(RedisKeys.LOG, from, StreamEntryID.MAXIMUM_ID, PAGE));
            for (StreamEntry entry : page) {
                boolean follows = entry.getID().getTime() == reached.revision() + 1
                        && reached.token().equals(entry.getFields().get("parent"));
                String token = entry.getFields().get("token");
                if (!follows || token == null) {
                    return Optional.empty();
                }
                collect(entry.getFields().getOrDefault("changed", ""));
                reached = new Position(since.epoch(), entry.getID().getTime(), token);
            }
        } while (page.size() == PAGE);
        return reached.equals(since) ? Optional.empty() : Optional.of(reached);
    }

    /** The ids that changed, each once. A kind that this version does not know is passed over. */
    Map<Kind, List<String>> changed() {
        Map<Kind, List<String>> ids = new EnumMap<>(Kind.class);
        changed.forEach((kind, set) -> ids.put(kind, new ArrayList<>(set)));
        return ids;
    }

    private void collect(String lines) {
        lines.lines().forEach(line -> {
            int space = line.indexOf(' ');
            Kind.of(line.substring(0, space))
                    .ifPresent(kind -> changed.computeIfAbsent(kind, any -> new LinkedHashSet<>())
                            .add(line.substring(space + 1)));
        });
    }
}
