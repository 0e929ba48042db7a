package io.weir.redis;

import io.weir.config.NodeConfig;
import java.time.Duration;
import java.util.function.BiFunction;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Makes connections to the one Redis server of {@code datastore}, logged in and in the right database. TLS trusts what the Java
 * platform trusts ({@code javax.net.ssl.trustStore}, else its own list) and checks the server's name. Any thread.
 */
public final class RedisConnections {
    /** Operations are few beside limit checks, which have a connection of their own. */
    static final int MAX_CONNECTIONS = 8;

    /** Fewer than may be open: after a restart of the server each idle one costs a failed check. */
    static final int MAX_IDLE_CONNECTIONS = 2;

    private final NodeConfig.DataStore dataStore;
    private final String clientName;

    /** @param clientName what {@code CLIENT LIST} shows, without spaces */
    public RedisConnections(NodeConfig.DataStore dataStore, String clientName) {
        this.dataStore = dataStore;
        this.clientName = clientName;
    }

    /**
     * Opens a connection for the caller's thread alone.
     *
     * @param timeout for connecting and for each answer
     * @throws redis.clients.jedis.exceptions.JedisException where the server cannot be reached or refuses the login
     */
    public Connection open(Duration timeout) {
        return open(timeout, Connection::new);
    }

    /**
     * Opens a connection of a caller's own kind.
     *
     * @param timeout for connecting and for each answer
     * @throws redis.clients.jedis.exceptions.JedisException where the server cannot be reached or refuses the login
     */
    <C extends Connection> C open(Duration timeout, BiFunction<HostAndPort, JedisClientConfig, C> constructor) {
        return connected(constructor.apply(hostAndPort(), clientConfig(timeout)));
    }

    /**
     * Opens a connection that is neither logged in nor in the right database, to try these one after another.
     *
     * @param timeout for connecting and for each answer
     */
    Connection openBare(Duration timeout) {
        return connected(new Connection(
                new DefaultJedisSocketFactory(hostAndPort(), transport(timeout).build())));
    }

    private static <C extends Connection> C connected(C connection) {
        try {
            connection.connect();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * A pool for catalogue and cluster operations; it connects on first use and checks an idle connection before it hands it out.
     *
     * @param timeout for a free connection, for connecting and for each answer
     */
    public RedisClient newClient(Duration timeout) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxIdle(MAX_IDLE_CONNECTIONS);
        pool.setMaxWait(timeout);
        pool.setTestOnBorrow(true);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setJmxEnabled(false);
        CheckedConnectionFactory factory = new CheckedConnectionFactory(hostAndPort(), clientConfig(timeout));
        return RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory, pool))
                .build();
    }

    /** How long a catalogue or cluster operation may wait for its answer. */
    public Duration operationTimeout() {
        return dataStore.operationTimeout();
    }

    /** The database's number, which channel names must carry because pub/sub ignores it. */
    public int database() {
        return dataStore.database();
    }

    /** Host and port, for messages. */
    public String address() {
        return dataStore.addresses().get(0).toString();
    }

    private HostAndPort hostAndPort() {
        NodeConfig.Address address = dataStore.addresses().get(0);
        return new HostAndPort(address.host(), address.port());
    }

    private JedisClientConfig clientConfig(Duration timeout) {
        DefaultJedisClientConfig.Builder config =
                transport(timeout).clientName(clientName).database(dataStore.database());
        if (!dataStore.username().isEmpty()) {
            config.user(dataStore.username());
        }
        if (!dataStore.password().isEmpty()) {
            config.password(dataStore.password().reveal());
        }
        return config.build();
    }

    private DefaultJedisClientConfig.Builder transport(Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis);
        if (dataStore.tls()) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config;
    }
}
