package io.weir.redis;

import io.weir.config.NodeConfig;
import io.weir.datastore.Obstacle;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreProbe;
import io.weir.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tries a Redis server step by step, as a node will use it: {@code HELLO} tells what it is without further rights, a script writes and
 * reads a key that ends by itself. Any thread.
 */
public final class RedisProbe implements StoreProbe {
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(3);
    private static final RedisVersion OLDEST = new RedisVersion(6, 2, 0);
    private static final int ROUND_TRIPS = 5;
    private static final int KEY_BYTES = 8;
    private static final int KEY_MILLIS = 5000;
    private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");
    private static final Pattern MAX_MEMORY = Pattern.compile("(?m)^maxmemory:(\\d+)");

    /** As all of a node's scripts: asks for the time, writes, reads. */
    private static final String SCRIPT = "local time = redis.call('TIME') "
            + "redis.call('SET', KEYS[1], time[1], 'PX', ARGV[1]) return redis.call('GET', KEYS[1])";

    private final Ticker ticker;
    private final RandomGenerator random;

    /** @param random for the key's name */
    public RedisProbe(Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
    }

    @Override
    public Server probe(NodeConfig.DataStore store) throws ObstacleException {
        Duration timeout = store.operationTimeout();
        RedisConnections connections = new RedisConnections(store, "weir-probe");
        try (Connection connection = connections.openBare(timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT)) {
            Map<String, String> hello = hello(connection, store);
            requireFit(hello, store);
            select(connection, store.database());
            write(connection);
            String policy = evictionPolicy(connection);
            Duration latency = latency(connection);
            listen(connection, store.database());
            return new Server(
                    hello.getOrDefault("version", ""),
                    hello.getOrDefault("role", ""),
                    hello.getOrDefault("mode", ""),
                    latency,
                    policy);
        } catch (JedisException e) {
            throw ProbeFailures.explain(connections.address(), store.tls(), e);
        }
    }

    /** Names the user and the password only where there are some; a server without an access list knows no users. */
    private static Map<String, String> hello(Connection connection, NodeConfig.DataStore store)
            throws ObstacleException {
        String password = store.password().reveal();
        Object answer;
        if (password.isEmpty() && store.username().isEmpty()) {
            answer = ask(connection, Command.HELLO, "2");
        } else {
            String user = store.username().isEmpty() ? "default" : store.username();
            answer = ask(connection, Command.HELLO, "2", "AUTH", user, password);
        }
        if (!(answer instanceof List<?> pairs) || pairs.size() < 2) {
            throw new ObstacleException(Obstacle.NOT_REDIS, "it does not answer HELLO as Redis does");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            fields.put(text(pairs.get(i)), text(pairs.get(i + 1)));
        }
        return fields;
    }

    private static void requireFit(Map<String, String> hello, NodeConfig.DataStore store) throws ObstacleException {
        String mode = hello.getOrDefault("mode", "");
        if (!mode.equals("standalone")) {
            throw new ObstacleException(
                    Obstacle.WRONG_MODE,
                    "datastore.mode: the server runs in mode " + mode + " (expected: standalone, as datastore.mode "
                            + store.mode().name().toLowerCase(java.util.Locale.ROOT) + " needs it)");
        }
        String role = hello.getOrDefault("role", "");
        if (!role.equals("master")) {
            throw new ObstacleException(
                    Obstacle.REPLICA, "the server is a " + role + " (expected: a master, which takes writes)");
        }
        String version = hello.getOrDefault("version", "");
        Optional<RedisVersion> known = RedisVersion.in(version);
        if (known.isEmpty() || known.get().compareTo(OLDEST) < 0) {
            throw tooOld("Redis " + version);
        }
    }

    static ObstacleException tooOld(String what) {
        return new ObstacleException(Obstacle.TOO_OLD, what + " (expected: Redis 6.2 or later)");
    }

    private static void select(Connection connection, int database) throws ObstacleException {
        if (database == 0) {
            return;
        }
        try {
            ask(connection, Command.SELECT, Integer.toString(database));
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).contains("out of range")) {
                throw new ObstacleException(
                        Obstacle.DATABASE,
                        "datastore.database: " + database + " (expected: a number below the server's databases)");
            }
            throw e;
        }
    }

    private void write(Connection connection) throws ObstacleException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = "weir:{probe}:" + HexFormat.of().formatHex(bytes);
        try {
            ask(connection, Command.EVAL, SCRIPT, "1", key, Integer.toString(KEY_MILLIS));
        } catch (JedisDataException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.startsWith("NOPERM")
                    && reason.toLowerCase(java.util.Locale.ROOT).contains("'eval'")) {
                throw new ObstacleException(
                        Obstacle.NO_SCRIPTS,
                        "the user may not run scripts (expected: the rights named in docs/redis-keys.md)");
            }
            throw e;
        }
    }

    /** Null where the user may not ask. */
    private static @Nullable String evictionPolicy(Connection connection) throws ObstacleException {
        String memory;
        try {
            memory = text(ask(connection, Command.INFO, "memory"));
        } catch (JedisDataException e) {
            return null;
        }
        Matcher policy = POLICY.matcher(memory);
        Matcher max = MAX_MEMORY.matcher(memory);
        if (!policy.find()) {
            return null;
        }
        boolean isLimited = max.find() && !max.group(1).equals("0");
        if (isLimited && !policy.group(1).equals("noeviction")) {
            throw new ObstacleException(
                    Obstacle.EVICTS,
                    "maxmemory-policy: " + policy.group(1) + " (expected: noeviction; the server would drop counters"
                            + " and parts of the catalogue when memory is short)");
        }
        return policy.group(1);
    }

    private Duration latency(Connection connection) {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < ROUND_TRIPS; i++) {
            long sent = ticker.nanos();
            ask(connection, Command.PING);
            nanos[i] = ticker.nanos() - sent;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[ROUND_TRIPS / 2]);
    }

    /** Last of all: the connection can do nothing else then. */
    private static void listen(Connection connection, int database) {
        ask(connection, Command.SUBSCRIBE, RedisKeys.changes(database));
    }

    private static Object ask(Connection connection, Command command, String... arguments) {
        connection.sendCommand(command, arguments);
        return connection.getOne();
    }

    private static String text(Object answer) {
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
    }
}
