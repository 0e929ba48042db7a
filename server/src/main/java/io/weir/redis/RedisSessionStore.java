package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** Sessions in Redis, which ends them at their time. Any thread. */
public final class RedisSessionStore implements SessionStore, AutoCloseable {
    private static final RedisScript CREATE = RedisScript.load("session-create.lua");
    private static final RedisScript LIST = RedisScript.load("session-list.lua");

    /** Neither ids nor digests have one. */
    private static final String SEPARATOR = " ";

    private final RedisOperations operations;

    public RedisSessionStore(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.session(sha256), RedisKeys.SESSIONS);
        List<String> arguments = List.of(text(session), Long.toString(ttl.toMillis()), sha256);
        operations.run(client -> CREATE.run(client, keys, arguments));
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
    public Listing list(int limit) throws StoreUnavailableException {
        List<String> arguments = List.of(Integer.toString(limit));
        List<?> found = (List<?>) operations.run(client -> LIST.run(client, List.of(RedisKeys.SESSIONS), arguments));
        List<Lasting> lasting = new ArrayList<>();
        for (int i = 1; i < found.size(); i += 2) {
            String sha256 = (String) found.get(i);
            Instant ends = Instant.ofEpochMilli(Long.parseLong((String) found.get(i + 1)));
            find(sha256).ifPresent(session -> lasting.add(new Lasting(sha256, session.user(), ends)));
        }
        return new Listing(lasting, (Long) found.get(0));
    }

    @Override
    public void remove(String sha256) throws StoreUnavailableException {
        operations.run(client -> client.del(RedisKeys.session(sha256)) + client.zrem(RedisKeys.SESSIONS, sha256));
    }

    @Override
    public void close() {
        operations.close();
    }
}
