package io.weir.redis;

import io.weir.limit.SharedLimiter;
import io.weir.limit.SharedLimiterException;
import io.weir.limit.StoreFailure;
import java.time.Duration;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The counters that all nodes share, in Redis. Each question is a script, so it takes from all limits of a request or from none, by the
 * server's clock. Any thread.
 */
public final class RedisLimiter implements SharedLimiter {
    private static final byte[] LOAD = {'L', 'O', 'A', 'D'};

    private final RedisConnections connections;
    private final LimiterScript take;
    private final LimiterScript report;

    /** Connects to one server. */
    public RedisLimiter(RedisConnections connections) {
        this(connections, LimiterScript.TAKE, LimiterScript.REPORT);
    }

    RedisLimiter(RedisConnections connections, LimiterScript take, LimiterScript report) {
        this.connections = connections;
        this.take = take;
        this.report = report;
    }

    @Override
    public Session open(Duration timeout) throws SharedLimiterException {
        DeadlineConnection connection = null;
        try {
            connection = connections.open(timeout, DeadlineConnection::new);
            connection.sendCommand(Protocol.Command.SCRIPT, LOAD, take.source());
            connection.sendCommand(Protocol.Command.SCRIPT, LOAD, report.source());
            connection.getOne();
            connection.getOne();
            return new RedisLimiterSession(connection, take, report);
        } catch (JedisException e) {
            if (connection != null) {
                connection.close();
            }
            StoreFailure failure = RedisFailures.of(e);
            throw new SharedLimiterException(failure, connections.address() + ": " + e.getMessage(), e);
        }
    }
}
