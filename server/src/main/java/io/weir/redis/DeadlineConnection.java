package io.weir.redis;

import io.weir.limit.TripDeadline;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection whose answers are waited for until a deadline, not each for a time of its own. One thread.
 */
final class DeadlineConnection extends Connection {
    private static final byte ANY = 0;

    private @Nullable TripDeadline deadline;

    DeadlineConnection(HostAndPort address, JedisClientConfig config) {
        super(address, config);
    }

    /** From here on answers are waited for until then. */
    void waitUntil(TripDeadline until) {
        deadline = until;
    }

    @Override
    protected Object protocolRead(RedisInputStream in, PushConsumerChain consumers) {
        if (deadline != null) {
            awaitInput(in, deadline);
        }
        return super.protocolRead(in, consumers);
    }

    /** Peeking consumes nothing, so a wait that is over can begin again; a half-read answer could not. */
    private void awaitInput(RedisInputStream in, TripDeadline until) {
        while (true) {
            setSoTimeout(until.beginWait());
            try {
                in.peek(ANY);
                return;
            } catch (JedisConnectionException e) {
                if (!(e.getCause() instanceof SocketTimeoutException) || !until.isExtended()) {
                    throw e;
                }
            }
        }
    }
}
