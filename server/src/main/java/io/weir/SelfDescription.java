package io.weir;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogUpdater;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeInfo.Listener;
import io.weir.cluster.NodeInfo.State;
import io.weir.config.NodeConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What this node tells the others of itself, as it is now. Any thread. */
final class SelfDescription implements Supplier<NodeInfo> {
    private final String id;
    private final String host;
    private final NodeConfig config;
    private final String version;
    private final CatalogUpdater updater;
    private final Instant started;
    private final Supplier<State> state;
    private final List<Listener> listeners;

    SelfDescription(String id, NodeSettings settings, CatalogUpdater updater, Instant started, Supplier<State> state) {
        this.id = id;
        this.config = settings.config();
        this.host = config.node().host().isEmpty() ? localName() : config.node().host();
        this.version = settings.version();
        this.updater = updater;
        this.started = started;
        this.state = state;
        this.listeners = listeners(config.listeners());
    }

    @Override
    public NodeInfo get() {
        Catalog catalog = updater.catalog();
        return new NodeInfo(
                id,
                host,
                state.get(),
                config.node().profile(),
                version,
                config.node().weight(),
                listeners,
                started,
                catalog.revision(),
                catalog.digest());
    }

    private static List<Listener> listeners(NodeConfig.Listeners config) {
        List<Listener> enabled = new ArrayList<>();
        if (config.http().enabled()) {
            enabled.add(listener("http", config.http().host(), config.http().port()));
        }
        if (config.https().enabled()) {
            enabled.add(listener("https", config.https().host(), config.https().port()));
        }
        if (config.ajp().enabled()) {
            enabled.add(listener("ajp", config.ajp().host(), config.ajp().port()));
        }
        if (config.admin().enabled()) {
            enabled.add(listener("admin", config.admin().host(), config.admin().port()));
        }
        return enabled;
    }

    private static Listener listener(String name, String host, int port) {
        return new Listener(name, port, host.startsWith("127.") || host.equals("localhost") || host.equals("::1"));
    }

    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
