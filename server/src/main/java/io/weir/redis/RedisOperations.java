package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Runs catalogue and cluster operations on a pool of connections, and says in plain words what is wrong where the server refuses. Any thread. */
final class RedisOperations implements AutoCloseable {
    /** The error's first word; up to 6.2 a script's error has it behind the place in the script. */
    private static final Pattern CODE = Pattern.compile("(?:^|script: \\d+: -)([A-Z]+) (?!Error running script)");

    private final RedisClient client;
    private final String address;

    RedisOperations(RedisConnections connections) {
        this(connections, connections.operationTimeout());
    }

    RedisOperations(RedisConnections connections, Duration timeout) {
        client = connections.newClient(timeout);
        address = connections.address();
    }

    /** Runs one operation. */
    <T> T run(Function<RedisClient, T> operation) throws StoreUnavailableException {
        try {
            return operation.apply(client);
        } catch (JedisConnectionException e) {
            // The other idle connections are as dead as this one.
            client.getPool().clear();
            throw unavailable(address, e);
        } catch (JedisException e) {
            throw unavailable(address, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** What an operator needs to know of a failure. */
    static StoreUnavailableException unavailable(String address, JedisException failure) {
        String reason = String.valueOf(failure.getMessage());
        return new StoreUnavailableException("data store " + address + " " + explain(failure, reason), failure);
    }

    private static String explain(JedisException failure, String reason) {
        return switch (code(reason)) {
            case "OOM" -> "is out of memory: raise its maxmemory or free some (" + reason + ")";
            case "READONLY" -> "is a replica: point datastore.address at the master (" + reason + ")";
            case "LOADING" -> "is still loading its data (" + reason + ")";
            case "BUSY" -> "is kept busy by a script (" + reason + ")";
            case "MISCONF" -> "cannot write to its disk (" + reason + ")";
            case "NOREPLICAS" -> "has too few replicas to take writes (" + reason + ")";
            case "MOVED", "CLUSTERDOWN", "CROSSSLOT" ->
                "belongs to a Redis Cluster, which this mode does not serve (" + reason + ")";
            case "NOPERM" -> "does not let the user of datastore.username do this (" + reason + ")";
            case "NOAUTH", "WRONGPASS" -> "refuses the login: check datastore.username and datastore.password";
            default ->
                failure instanceof JedisAccessControlException
                        ? "refuses the login: check datastore.username and datastore.password (" + reason + ")"
                        : "does not answer: " + innermost(failure);
        };
    }

    /** The first word of an error, also of one that a script passes on; empty where it has none. */
    static String code(String error) {
        Matcher code = CODE.matcher(error);
        return code.find() ? code.group(1) : "";
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == failure || cause.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : cause.getMessage();
    }
}
