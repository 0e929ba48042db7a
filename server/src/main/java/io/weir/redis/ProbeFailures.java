package io.weir.redis;

import io.weir.datastore.Obstacle;
import io.weir.datastore.ObstacleException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What a failed trial of a Redis server means, in words for whoever typed the address. */
final class ProbeFailures {
    private ProbeFailures() {}

    static ObstacleException explain(String address, boolean isTls, JedisException failure) {
        if (failure instanceof JedisDataException) {
            return refused(String.valueOf(failure.getMessage()));
        }
        String at = "datastore.address: " + address;
        if (has(failure, UnknownHostException.class)) {
            return new ObstacleException(Obstacle.UNKNOWN_HOST, at + ": no such host (expected: a name that is known)");
        }
        if (has(failure, SSLException.class)) {
            return new ObstacleException(
                    Obstacle.TLS,
                    at + ": TLS fails: " + innermost(failure)
                            + " (expected: a server with TLS whose certificate is trusted and names this host)");
        }
        if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
            return new ObstacleException(
                    Obstacle.REFUSED,
                    at + ": " + innermost(failure) + " (expected: a Redis server that listens there)");
        }
        if (String.valueOf(failure.getMessage()).startsWith("Unknown reply")) {
            return notRedis(at);
        }
        boolean isTimeout = has(failure, SocketTimeoutException.class);
        String hint = isTls ? "" : "; a server with TLS hangs up on clear text";
        return new ObstacleException(
                Obstacle.TIMEOUT,
                at + (isTimeout ? ": no answer in time" : ": the connection broke off (" + innermost(failure) + ")")
                        + " (expected: a Redis server that answers" + hint + ")");
    }

    private static ObstacleException notRedis(String at) {
        return new ObstacleException(
                Obstacle.NOT_REDIS, at + ": what answers there is no Redis (expected: a Redis server)");
    }

    /** The server's own words do not hold what was sent, but for the names of users and commands. */
    private static ObstacleException refused(String reason) {
        return switch (RedisOperations.code(reason)) {
            case "NOAUTH", "WRONGPASS" ->
                new ObstacleException(
                        Obstacle.WRONG_PASSWORD,
                        "datastore.password: the server refuses the log-in (expected: the password of "
                                + "datastore.username, or of the default user)");
            case "NOPERM" ->
                new ObstacleException(
                        Obstacle.NO_PERMISSION,
                        "datastore.username: the user lacks rights: " + reason
                                + " (expected: those named in docs/redis-keys.md)");
            case "READONLY" ->
                new ObstacleException(Obstacle.REPLICA, "the server takes no writes (expected: a master): " + reason);
            case "MOVED", "CLUSTERDOWN", "CROSSSLOT" ->
                new ObstacleException(
                        Obstacle.WRONG_MODE, "the server belongs to a Redis Cluster (expected: one that stands alone)");
            case "LOADING" ->
                new ObstacleException(Obstacle.LOADING, "the server is still loading its data: try again");
            case "OOM", "MISCONF", "NOREPLICAS", "BUSY" ->
                new ObstacleException(Obstacle.NOT_WRITABLE, "the server takes no writes now: " + reason);
            default -> refusedOtherwise(reason);
        };
    }

    private static ObstacleException refusedOtherwise(String reason) {
        if (reason.contains("unknown command")) {
            return RedisProbe.tooOld("a server that does not know a command: " + reason);
        }
        if (reason.contains("without any password configured") || reason.contains("invalid username-password")) {
            return new ObstacleException(
                    Obstacle.WRONG_PASSWORD, "datastore.password: the server refuses the log-in: " + reason);
        }
        return new ObstacleException(Obstacle.NOT_REDIS, "the server refuses what Redis takes: " + reason);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (has(suppressed, type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
