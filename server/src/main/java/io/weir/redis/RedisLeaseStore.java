package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.LeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Leases in Redis, which ends them by its own clock. Has less patience than other operations, because a lease is short. Any thread.
 */
public final class RedisLeaseStore implements LeaseStore {
    private static final RedisScript ACQUIRE = RedisScript.load("lease-acquire.lua");
    private static final RedisScript RENEW = RedisScript.load("lease-renew.lua");
    private static final RedisScript RELEASE = RedisScript.load("lease-release.lua");
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(1);

    private final RedisOperations operations;

    public RedisLeaseStore(RedisConnections connections) {
        Duration timeout = connections.operationTimeout();
        operations = new RedisOperations(connections, timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT);
    }

    @Override
    public OptionalLong acquire(String name, String holder, Duration ttl) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.lease(name), RedisKeys.leaseFence(name));
        Object fence =
                operations.run(client -> ACQUIRE.run(client, keys, List.of(holder, Long.toString(ttl.toMillis()))));
        return fence == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong((String) fence));
    }

    @Override
    public boolean renew(String name, String holder, long fence, Duration ttl) throws StoreUnavailableException {
        List<String> arguments = List.of(value(holder, fence), Long.toString(ttl.toMillis()));
        return operations
                .run(client -> RENEW.run(client, List.of(RedisKeys.lease(name)), arguments))
                .equals(1L);
    }

    @Override
    public void release(String name, String holder, long fence) throws StoreUnavailableException {
        operations.run(client -> RELEASE.run(client, List.of(RedisKeys.lease(name)), List.of(value(holder, fence))));
    }

    @Override
    public Optional<String> holder(String name) throws StoreUnavailableException {
        String value = operations.run(client -> client.get(RedisKeys.lease(name)));
        return Optional.ofNullable(value).map(held -> held.substring(held.indexOf(' ') + 1));
    }

    @Override
    public void close() {
        operations.close();
    }

    private static String value(String holder, long fence) {
        return fence + " " + holder;
    }
}
