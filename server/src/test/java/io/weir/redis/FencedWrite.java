package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import java.util.List;

/** A write of a lease's holder, as any script behind {@code fence.lua}: it appends the fence to a list. */
final class FencedWrite {
    private static final String FENCE = "weir:{t}:fence";
    private static final String WRITTEN = "weir:{t}:written";
    private static final RedisScript SCRIPT = new RedisScript(
            RedisScript.load("fence.lua").text()
                    + "if not isPresent(KEYS[1], ARGV[1]) then return 0 end return redis.call('RPUSH', KEYS[2], ARGV[1])",
            "0".repeat(40));

    private FencedWrite() {}

    static void write(RedisOperations operations, long fence) throws StoreUnavailableException {
        operations.run(client -> SCRIPT.run(client, List.of(FENCE, WRITTEN), List.of(Long.toString(fence))));
    }

    /** The fences of all writes that were let through, in order. */
    static List<Long> written(RedisOperations operations) throws StoreUnavailableException {
        return operations.run(client -> client.lrange(WRITTEN, 0, -1)).stream()
                .map(Long::parseLong)
                .toList();
    }
}
