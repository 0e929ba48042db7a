package io.weir.redis;

import io.weir.limit.StoreFailure;
import java.net.SocketTimeoutException;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** What Redis' errors mean for the limiter. */
final class RedisFailures {
    private static final Map<String, StoreFailure> BY_CODE = Map.ofEntries(
            Map.entry("READONLY", StoreFailure.READONLY),
            Map.entry("MOVED", StoreFailure.MOVED),
            Map.entry("ASK", StoreFailure.MOVED),
            Map.entry("CLUSTERDOWN", StoreFailure.MOVED),
            Map.entry("NOREPLICAS", StoreFailure.NOREPLICAS),
            Map.entry("OOM", StoreFailure.OOM),
            Map.entry("LOADING", StoreFailure.LOADING),
            Map.entry("MASTERDOWN", StoreFailure.READONLY),
            Map.entry("BUSY", StoreFailure.REFUSED),
            Map.entry("MISCONF", StoreFailure.REFUSED),
            Map.entry("NOAUTH", StoreFailure.REFUSED),
            Map.entry("NOPERM", StoreFailure.REFUSED),
            Map.entry("WRONGPASS", StoreFailure.REFUSED));

    private RedisFailures() {}

    static StoreFailure of(JedisException e) {
        if (e instanceof JedisConnectionException) {
            return e.getCause() instanceof SocketTimeoutException ? StoreFailure.TIMEOUT : StoreFailure.CONNECTION;
        }
        String message = String.valueOf(e.getMessage());
        // An error of a command within a script comes as it is, or from older servers behind a text that names the
        // script.
        int end = message.indexOf(' ');
        StoreFailure byCode = BY_CODE.get(end < 0 ? message : message.substring(0, end));
        return byCode != null ? byCode : inScript(message);
    }

    private static StoreFailure inScript(String message) {
        return BY_CODE.entrySet().stream()
                .filter(entry -> message.contains(": -" + entry.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(StoreFailure.ERROR);
    }
}
