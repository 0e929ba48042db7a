package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/** Sessions in Redis, which ends them at their time. Any thread. */
public final class RedisSessionStore implements SessionStore, AutoCloseable {
    private static final RedisScript CREATE = RedisScript.load("session-create.lua");
    private static final RedisScript LIST = RedisScript.load("session-list.lua");

    /** Neither ids nor digests have one. */
    private static final String SEPARATOR = " ";

    private static final int LEAST_PARTS = 4;

    private final RedisOperations operations;

    public RedisSessionStore(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException {
        List<String> keys =
                List.of(RedisKeys.session(sha256), RedisKeys.SESSIONS, RedisKeys.sessionsOf(session.user()));
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
                Optional.ofNullable(client.get(RedisKeys.session(sha256))).flatMap(RedisSessionStore::session));
    }

    private static String text(Session session) {
        return session.user()
                + SEPARATOR
                + session.address()
                + SEPARATOR
                + session.ends().toEpochMilli()
                + SEPARATOR
                + String.join(SEPARATOR, session.passwords());
    }

    /** Empty for what another version wrote in another form: its user logs in again. */
    private static Optional<Session> session(String text) {
        List<String> parts = List.of(text.split(SEPARATOR));
        if (parts.size() < LEAST_PARTS) {
            return Optional.empty();
        }
        Instant ends = Instant.ofEpochMilli(Long.parseLong(parts.get(2)));
        return Optional.of(new Session(parts.get(0), parts.get(1), ends, parts.subList(LEAST_PARTS - 1, parts.size())));
    }

    @Override
    public Listing list(int limit) throws StoreUnavailableException {
        List<String> arguments = List.of(Integer.toString(limit));
        List<?> found = (List<?>) operations.run(client -> LIST.run(client, List.of(RedisKeys.SESSIONS), arguments));
        List<Lasting> lasting = new ArrayList<>();
        for (int i = 1; i < found.size(); i += 2) {
            String sha256 = (String) found.get(i);
            Instant ends = Instant.ofEpochMilli(Long.parseLong((String) found.get(i + 1)));
            find(sha256)
                    .ifPresent(session -> lasting.add(new Lasting(sha256, session.user(), session.address(), ends)));
        }
        return new Listing(lasting, (Long) found.get(0));
    }

    @Override
    public List<Lasting> of(String user) throws StoreUnavailableException {
        ZRangeParams newestFirst = ZRangeParams.zrangeParams(0, MAX_OF_USER - 1).rev();
        List<Tuple> newest = operations.run(client -> client.zrangeWithScores(RedisKeys.sessionsOf(user), newestFirst));
        List<Lasting> lasting = new ArrayList<>();
        for (Tuple session : newest) {
            String sha256 = session.getElement();
            Instant ends = Instant.ofEpochMilli((long) session.getScore());
            find(sha256).ifPresent(found -> lasting.add(new Lasting(sha256, user, found.address(), ends)));
        }
        return lasting;
    }

    @Override
    public void removeAll(String user, @Nullable String except) throws StoreUnavailableException {
        for (String sha256 : operations.run(client -> client.zrange(RedisKeys.sessionsOf(user), 0, -1))) {
            if (!sha256.equals(except)) {
                remove(sha256);
                operations.run(client -> client.zrem(RedisKeys.sessionsOf(user), sha256));
            }
        }
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
