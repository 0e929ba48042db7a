package io.weir.redis;

import io.weir.analytics.SpooledIndices;
import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What spools name, in Redis: a set for each node, forgotten after a day. Any thread. */
public final class RedisSpooledIndices implements SpooledIndices {
    private static final RedisScript TELL = RedisScript.load("spooled-tell.lua");
    private static final Duration HOLDS = Duration.ofDays(1);

    private final RedisOperations operations;

    public RedisSpooledIndices(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public void tell(String node, Set<String> indices) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.SPOOLED, RedisKeys.spooled(node));
        List<String> arguments = new ArrayList<>(List.of(node, Long.toString(HOLDS.toMillis())));
        arguments.addAll(indices);
        operations.run(client -> TELL.run(client, keys, arguments));
    }

    @Override
    public Set<String> all() throws StoreUnavailableException {
        return operations.run(client -> {
            Set<String> all = new HashSet<>();
            for (String node : client.zrange(RedisKeys.SPOOLED, 0, -1)) {
                all.addAll(client.smembers(RedisKeys.spooled(node)));
            }
            return Set.copyOf(all);
        });
    }

    @Override
    public void close() {
        operations.close();
    }
}
