package io.weir.addons.datastore;

import io.weir.config.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A connection to one server of a Data Store, for what only a connection can tell. Blocks for a second at most a call; one thread. */
final class RedisSession implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 1000;

    private final Jedis jedis;

    private RedisSession(Jedis jedis) {
        this.jedis = jedis;
    }

    /** @throws JedisException where it cannot be reached or refuses the password */
    static RedisSession open(DatastoreSettings settings, int port, Secret password) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .clientName("weir-addons");
        if (!password.isEmpty()) {
            config.password(password.reveal());
        }
        if (settings.ownUser() != null) {
            config.user(settings.ownUser());
        }
        Jedis jedis = new Jedis(new HostAndPort(settings.reachableHost(), port), config.build());
        try {
            jedis.connect();
            return new RedisSession(jedis);
        } catch (JedisException e) {
            jedis.close();
            throw e;
        }
    }

    /** Why the server does not work; empty where it does. */
    static Optional<String> obstacle(DatastoreSettings settings, int port, Secret password) {
        try (RedisSession session = open(settings, port, password)) {
            session.jedis.ping();
            return Optional.empty();
        } catch (JedisException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** One line of {@code INFO}; empty where it has none. */
    String info(String section, String name) {
        return line(jedis.info(section), name);
    }

    /** One line of {@code CLUSTER INFO}; empty where it has none. */
    String clusterInfo(String name) {
        return line(jedis.clusterInfo(), name);
    }

    /** Whether this server has slots of its own. */
    boolean hasSlots() {
        return jedis.clusterNodes()
                .lines()
                .filter(line -> line.contains("myself"))
                // id, address, flags, master, ping, pong, epoch, state; slots follow
                .anyMatch(line -> line.strip().split(" ").length > 8);
    }

    /** One by one: Redis 6 knows no ranges. */
    void addSlots(int first, int last) {
        jedis.clusterAddSlots(IntStream.rangeClosed(first, last).toArray());
    }

    /** Tells the server of another one, which may know it already. */
    void meet(String host, int port) {
        jedis.clusterMeet(host, port);
    }

    @Override
    public void close() {
        jedis.close();
    }

    private static String line(String text, String name) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + ":(.*)$").matcher(text);
        return line.find() ? line.group(1).strip() : "";
    }
}
