package io.weir.datastore;

import io.weir.catalog.CatalogStore;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.NodeRegistry;
import io.weir.config.NodeConfig;
import io.weir.limit.SharedLimiter;
import io.weir.session.SessionStore;

/** Everything of one node that talks to one data store, and the store itself where it is the node's own. Any thread. */
public interface StorePorts extends AutoCloseable {

    /** How the store is reached; of an embedded one, as if it stood alone. */
    NodeConfig.DataStore reached();

    /** The catalogue. */
    CatalogStore catalog();

    /** Log-ins. */
    SessionStore sessions();

    /** Who is in the cluster. */
    NodeRegistry registry();

    /** Where nodes listen that share it. */
    ListenerSettings listeners();

    /** The counters of limits. */
    SharedLimiter limiter();

    /** Closes all connections, and ends the store where it is the node's own and nobody else of this node uses it. Blocks. */
    @Override
    void close();
}
