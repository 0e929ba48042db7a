package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** Sessions in Redis, which ends them at their time. Any thread. */
public final class RedisSessionStore implements SessionStore, AutoCloseable {
    /** Neither ids nor digests have one. */
    private static final String SEPARATOR = " ";

    private final RedisOperations operations;

    public RedisSessionStore(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException {
        SetParams expiry = SetParams.setParams().px(ttl.toMillis());
        operations.run(client -> client.set(RedisKeys.session(sha256), text(session), expiry));
    }

    @Override
    public void replace(String sha256, Session session) throws StoreUnavailableException {
        SetParams sameEnd = SetParams.setParams().xx().keepTtl();
        operations.run(client -> client.set(RedisKeys.session(sha256), text(session), sameEnd));
    }

    @Override
    public Optional<Session> find(String sha256) throws StoreUnavailableException {
        return operations.run(client ->
                Optional.ofNullable(client.get(RedisKeys.session(sha256))).map(RedisSessionStore::session));
    }

    private static String text(Session session) {
        return session.user() + SEPARATOR + String.join(SEPARATOR, session.passwords());
    }

    private static Session session(String text) {
        List<String> parts = List.of(text.split(SEPARATOR));
        return new Session(parts.get(0), parts.subList(1, parts.size()));
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
