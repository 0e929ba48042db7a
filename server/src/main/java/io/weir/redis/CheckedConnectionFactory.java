package io.weir.redis;

import org.apache.commons.pool2.PooledObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Pings an idle connection before it is used again, with less patience than an operation has: a hung server must not cost it twice. */
final class CheckedConnectionFactory extends ConnectionFactory {
    private static final int MAX_CHECK_MILLIS = 500;

    CheckedConnectionFactory(HostAndPort address, JedisClientConfig config) {
        super(address, config);
    }

    @Override
    public boolean validateObject(PooledObject<Connection> pooled) {
        Connection connection = pooled.getObject();
        try {
            connection.setSoTimeout(Math.min(MAX_CHECK_MILLIS, connection.getSoTimeout()));
            boolean isAlive = connection.isConnected() && connection.ping();
            connection.rollbackTimeout();
            return isAlive;
        } catch (JedisException e) {
            return false;
        }
    }
}
