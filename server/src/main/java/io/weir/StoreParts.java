package io.weir;

import io.weir.analytics.SpooledIndices;
import io.weir.audit.AuditLog;
import io.weir.catalog.CatalogStore;
import io.weir.cluster.ClusterSecrets;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.NodeRegistry;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.datastore.StorePorts;
import io.weir.event.EventLog;
import io.weir.lease.LeaseStore;
import io.weir.limit.SharedLimiter;
import io.weir.redis.RedisAttemptStore;
import io.weir.redis.RedisAuditLog;
import io.weir.redis.RedisCatalogStore;
import io.weir.redis.RedisClusterSecrets;
import io.weir.redis.RedisConnections;
import io.weir.redis.RedisEventLog;
import io.weir.redis.RedisLeaseStore;
import io.weir.redis.RedisLimitGauge;
import io.weir.redis.RedisLimiter;
import io.weir.redis.RedisListenerSettings;
import io.weir.redis.RedisNodeRegistry;
import io.weir.redis.RedisPortalSettings;
import io.weir.redis.RedisSessionStore;
import io.weir.redis.RedisSpooledIndices;
import io.weir.session.SessionStore;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything of one node that talks to one data store in Redis, with the server itself where it is embedded. */
final class StoreParts implements StorePorts {
    final CatalogStore catalog;
    final RedisSessionStore sessions;
    final RedisAttemptStore attempts;
    final RedisPortalSettings portal;
    final AuditLog audit;
    final NodeRegistry registry;
    final ListenerSettings listeners;
    final EventLog events;
    final LeaseStore leases;
    final ClusterSecrets secrets;
    final SpooledIndices spooled;
    final SharedLimiter limiter;
    final RedisLimitGauge gauge;
    private final NodeConfig.DataStore reached;
    private final @Nullable EmbeddedStore embedded;

    /** Whose parts they are. */
    record Owner(String clusterName, String nodeId, RandomGenerator random) {}

    /** Starts an embedded Redis. */
    @FunctionalInterface
    interface EmbeddedStarter {
        EmbeddedStore start(NodeConfig.DataStore settings) throws IOException;
    }

    private StoreParts(NodeConfig.DataStore reached, @Nullable EmbeddedStore embedded, Owner owner) {
        this.reached = reached;
        this.embedded = embedded;
        RedisConnections connections = new RedisConnections(reached, "weir-" + owner.nodeId());
        catalog = new RedisCatalogStore(connections, owner.random(), RedisCatalogStore.DEFAULT_LOG_ENTRIES);
        sessions = new RedisSessionStore(connections);
        attempts = new RedisAttemptStore(connections);
        portal = new RedisPortalSettings(connections);
        audit = new RedisAuditLog(connections, RedisAuditLog.DEFAULT_MAX_ENTRIES);
        registry = new RedisNodeRegistry(connections, owner.random());
        listeners = new RedisListenerSettings(connections);
        events = new RedisEventLog(connections, owner.random(), RedisEventLog.DEFAULT_MAX_EVENTS);
        leases = new RedisLeaseStore(connections);
        secrets = new RedisClusterSecrets(connections, owner.clusterName());
        spooled = new RedisSpooledIndices(connections);
        limiter = new RedisLimiter(connections);
        gauge = new RedisLimitGauge(connections);
    }

    /**
     * Opens a store.
     *
     * @param present what is in use now, whose embedded server is used on where these settings mean it
     * @throws IOException where an embedded server cannot be started, or is not the one that runs
     */
    static StoreParts open(
            NodeConfig.DataStore settings, @Nullable StoreParts present, EmbeddedStarter starter, Owner owner)
            throws IOException {
        if (settings.mode() != DataStoreMode.EMBEDDED) {
            return new StoreParts(settings, null, owner);
        }
        EmbeddedStore running = present == null ? null : present.embedded;
        EmbeddedStore used = running == null ? starter.start(settings) : running.use(settings);
        return new StoreParts(used.reached(settings), used, owner);
    }

    @Override
    public NodeConfig.DataStore reached() {
        return reached;
    }

    @Override
    public CatalogStore catalog() {
        return catalog;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public NodeRegistry registry() {
        return registry;
    }

    @Override
    public ListenerSettings listeners() {
        return listeners;
    }

    @Override
    public SharedLimiter limiter() {
        return limiter;
    }

    @Override
    public void close() {
        gauge.close();
        spooled.close();
        leases.close();
        audit.close();
        portal.close();
        attempts.close();
        events.close();
        secrets.close();
        listeners.close();
        registry.close();
        sessions.close();
        catalog.close();
        if (embedded != null) {
            embedded.release();
        }
    }
}
