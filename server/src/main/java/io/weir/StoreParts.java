package io.weir;

import io.weir.catalog.CatalogStore;
import io.weir.cluster.ClusterSecrets;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.NodeRegistry;
import io.weir.config.NodeConfig;
import io.weir.event.EventLog;
import io.weir.lease.LeaseStore;
import io.weir.limit.SharedLimiter;
import io.weir.redis.RedisCatalogStore;
import io.weir.redis.RedisClusterSecrets;
import io.weir.redis.RedisConnections;
import io.weir.redis.RedisEventLog;
import io.weir.redis.RedisLeaseStore;
import io.weir.redis.RedisLimiter;
import io.weir.redis.RedisListenerSettings;
import io.weir.redis.RedisNodeRegistry;
import io.weir.redis.RedisSessionStore;
import java.util.random.RandomGenerator;

/** Everything of one node that talks to the data store. */
final class StoreParts implements AutoCloseable {
    final CatalogStore catalog;
    final RedisSessionStore sessions;
    final NodeRegistry registry;
    final ListenerSettings listeners;
    final EventLog events;
    final LeaseStore leases;
    final ClusterSecrets secrets;
    final SharedLimiter limiter;

    /** @param clusterName whose secrets they are */
    StoreParts(NodeConfig.DataStore config, String clusterName, String nodeId, RandomGenerator random) {
        RedisConnections connections = new RedisConnections(config, "weir-" + nodeId);
        catalog = new RedisCatalogStore(connections, random, RedisCatalogStore.DEFAULT_LOG_ENTRIES);
        sessions = new RedisSessionStore(connections);
        registry = new RedisNodeRegistry(connections, random);
        listeners = new RedisListenerSettings(connections);
        events = new RedisEventLog(connections, random, RedisEventLog.DEFAULT_MAX_EVENTS);
        leases = new RedisLeaseStore(connections);
        secrets = new RedisClusterSecrets(connections, clusterName);
        limiter = new RedisLimiter(connections);
    }

    @Override
    public void close() {
        leases.close();
        events.close();
        secrets.close();
        listeners.close();
        registry.close();
        sessions.close();
        catalog.close();
    }
}
