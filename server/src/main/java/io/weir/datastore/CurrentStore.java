package io.weir.datastore;

import io.weir.config.NodeConfig;

/** The data store that this node uses now. Any thread may read; {@link DataStoreSwitch} replaces. */
public final class CurrentStore<S extends StorePorts> implements AutoCloseable {
    private volatile InUse<S> inUse;

    private record InUse<S>(NodeConfig.DataStore settings, S ports, long moves) {}

    /** @param settings as configured */
    public CurrentStore(NodeConfig.DataStore settings, S ports) {
        this.inUse = new InUse<>(settings, ports, 0);
    }

    /** As configured. */
    public NodeConfig.DataStore settings() {
        return inUse.settings();
    }

    /** What talks to it. */
    public S ports() {
        return inUse.ports();
    }

    /** How often it was another one before. */
    public long moves() {
        return inUse.moves();
    }

    /** By one thread at a time. */
    void replace(NodeConfig.DataStore settings, S ports) {
        inUse = new InUse<>(settings, ports, inUse.moves() + 1);
    }

    /** The name under which a snapshot knows its store: where it is, however it is reached. */
    public static String nameOf(NodeConfig.DataStore settings) {
        return settings.addresses() + "/" + settings.database();
    }

    @Override
    public void close() {
        ports().close();
    }
}
