package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.limit.Limit;
import io.weir.limit.LimitGauge;
import io.weir.limit.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Counters of limits in Redis, read by a script on connections of its own, so that no check of the limiter waits for it. Any thread. */
public final class RedisLimitGauge implements LimitGauge, AutoCloseable {
    /** So many keep the server busy for some hundred microseconds. */
    static final int KEYS_PER_SCRIPT = 50;

    static final RedisScript READ = RedisScript.load("limit-counters.lua", "limit-read.lua");

    /** Pages ask every few seconds, and are to be told soon that the store is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RedisOperations operations;

    public RedisLimitGauge(RedisConnections connections) {
        Duration longest = connections.operationTimeout();
        operations = new RedisOperations(connections, longest.compareTo(PATIENCE) < 0 ? longest : PATIENCE);
    }

    @Override
    public Map<Limit, Standing> read(Set<Limit> limits) throws StoreUnavailableException {
        List<Part> parts = parts(limits);
        return operations.run(client -> {
            try {
                return ask(client, parts);
            } catch (JedisNoScriptException e) {
                READ.run(client, parts.get(0).keys(), parts.get(0).arguments());
                return ask(client, parts);
            }
        });
    }

    @Override
    public void close() {
        operations.close();
    }

    /** What one run of the script reads: counters of one API, which lie in one slot. */
    private record Part(List<Limit> limits) {
        List<String> keys() {
            return limits.stream().map(Limit::keyText).toList();
        }

        List<String> arguments() {
            return limits.stream()
                    .flatMap(limit -> Stream.of(limit.arguments()))
                    .map(argument -> new String(argument, StandardCharsets.US_ASCII))
                    .toList();
        }

        /** @param reply see {@code limit-read.lua} */
        void tell(List<?> reply, Map<Limit, Standing> standings) {
            long now = (Long) reply.get(0);
            for (int i = 0; i < limits.size(); i++) {
                Limit limit = limits.get(i);
                long used = (Long) reply.get(1 + 2 * i);
                long reset = (Long) reply.get(2 + 2 * i);
                standings.put(limit, Standing.of(limit, used, reset, now));
            }
        }
    }

    private static Map<Limit, Standing> ask(RedisClient client, List<Part> parts) {
        List<Response<Object>> replies = new ArrayList<>(parts.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            parts.forEach(part -> replies.add(pipeline.evalsha(READ.sha1(), part.keys(), part.arguments())));
        }
        Map<Limit, Standing> standings = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).tell((List<?>) replies.get(i).get(), standings);
        }
        return standings;
    }

    private static List<Part> parts(Set<Limit> limits) {
        Collection<List<Limit>> byApi =
                limits.stream().collect(Collectors.groupingBy(Limit::hashTag)).values();
        List<Part> parts = new ArrayList<>();
        for (List<Limit> ofApi : byApi) {
            for (int start = 0; start < ofApi.size(); start += KEYS_PER_SCRIPT) {
                parts.add(new Part(ofApi.subList(start, Math.min(ofApi.size(), start + KEYS_PER_SCRIPT))));
            }
        }
        return parts;
    }
}
