package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** Sessions in Redis, which ends them at their time. Any thread. */
public final class RedisSessionStore implements SessionStore, AutoCloseable {
    private final RedisOperations operations;

    public RedisSessionStore(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public void create(String sha256, String user, Duration ttl) throws StoreUnavailableException {
        SetParams expiry = SetParams.setParams().px(ttl.toMillis());
        operations.run(client -> client.set(RedisKeys.session(sha256), user, expiry));
    }

    @Override
    public Optional<String> find(String sha256) throws StoreUnavailableException {
        return operations.run(client -> Optional.ofNullable(client.get(RedisKeys.session(sha256))));
    }

    @Override
    public void remove(String sha256) throws StoreUnavailableException {
        operations.run(client -> client.del(RedisKeys.session(sha256)));
    }

    @Override
    public void close() {
        operations.close();
    }
}
