package io.weir;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStatus;
import io.weir.catalog.CatalogUpdater;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeInfo.Listener;
import io.weir.cluster.NodeInfo.State;
import io.weir.cluster.NodeReport;
import io.weir.cluster.Progress;
import io.weir.cluster.QuiesceMode;
import io.weir.config.NodeConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What this node tells the others of itself, as it is now. Any thread. */
final class SelfDescription implements Supplier<NodeReport> {
    private static final int INCARNATION_BYTES = 8;

    private final String id;
    private final String incarnation;
    private final String host;
    private final NodeConfig config;
    private final String version;
    private final CatalogUpdater updater;
    private final LoadMeter load;
    private final Instant started;
    private final Supplier<State> state;
    private final Supplier<QuiesceMode> quiesce;
    private final List<Listener> listeners;

    /** How the node stands. */
    record Standing(Supplier<State> state, Supplier<QuiesceMode> quiesce, LoadMeter load) {}

    SelfDescription(
            String id,
            NodeConfig config,
            String version,
            CatalogUpdater updater,
            Instant started,
            Standing standing,
            RandomGenerator random) {
        this.id = id;
        this.config = config;
        this.host = config.node().host().isEmpty() ? localName() : config.node().host();
        this.version = version;
        this.updater = updater;
        this.load = standing.load();
        this.started = started;
        this.state = standing.state();
        this.quiesce = standing.quiesce();
        this.listeners = listeners(config);
        byte[] bytes = new byte[INCARNATION_BYTES];
        random.nextBytes(bytes);
        this.incarnation = HexFormat.of().formatHex(bytes);
    }

    String id() {
        return id;
    }

    @Override
    public NodeReport get() {
        NodeInfo node = new NodeInfo(
                id,
                incarnation,
                host,
                state.get(),
                quiesce.get(),
                config.node().profile(),
                version,
                config.node().weight(),
                listeners,
                started,
                0);
        Catalog catalog = updater.catalog();
        CatalogStatus status = updater.status();
        Instant outOfSyncSince = status.state() == CatalogStatus.State.IN_SYNC ? null : status.since();
        return new NodeReport(node, new Progress(catalog.revision(), catalog.digest(), outOfSyncSince, load.load()));
    }

    private static List<Listener> listeners(NodeConfig config) {
        NodeConfig.Listeners listeners = config.listeners();
        boolean takesTraffic = config.node().profile().takesTraffic();
        List<Listener> enabled = new ArrayList<>();
        if (takesTraffic && listeners.http().enabled()) {
            enabled.add(
                    listener("http", listeners.http().host(), listeners.http().port()));
        }
        if (takesTraffic && listeners.https().enabled()) {
            enabled.add(listener(
                    "https", listeners.https().host(), listeners.https().port()));
        }
        if (takesTraffic && listeners.ajp().enabled()) {
            enabled.add(listener("ajp", listeners.ajp().host(), listeners.ajp().port()));
        }
        if (listeners.admin().enabled()) {
            enabled.add(listener(
                    "admin", listeners.admin().host(), listeners.admin().port()));
        }
        if (listeners.portal().enabled()) {
            enabled.add(listener(
                    "portal", listeners.portal().host(), listeners.portal().port()));
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
