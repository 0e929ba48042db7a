package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.Announcer;
import io.weir.cluster.NodeInfo;
import io.weir.config.NodeConfig;
import io.weir.datastore.AnnouncerMover;
import io.weir.datastore.CurrentStore;
import io.weir.datastore.DataStoreSwitch;
import io.weir.datastore.LimiterMover;
import io.weir.limit.LimiterGuard;
import io.weir.redis.EmbeddedRedis;
import io.weir.redis.RedisProbe;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Opens the data store of a node, and wires what moves the node to another one. */
final class DataStores {
    private final NodeSettings settings;
    private final Path data;
    private final String nodeId;
    private final SecureRandom random;
    private final Ticker ticker;
    private final MeterRegistry meters;

    DataStores(
            NodeSettings settings, Path data, String nodeId, SecureRandom random, Ticker ticker, MeterRegistry meters) {
        this.settings = settings;
        this.data = data;
        this.nodeId = nodeId;
        this.random = random;
        this.ticker = ticker;
        this.meters = meters;
    }

    /** Opens the configured one; starts it where it is embedded. */
    CurrentStore<StoreParts> open() throws NodeStartException {
        NodeConfig.DataStore configured = settings.config().datastore();
        try {
            return new CurrentStore<>(
                    configured, StoreParts.open(configured, null, this::startEmbedded, nodeId, random));
        } catch (IOException e) {
            throw new NodeStartException("datastore: " + e.getMessage(), e);
        }
    }

    private EmbeddedStore startEmbedded(NodeConfig.DataStore wanted) throws IOException {
        EmbeddedRedis redis = new EmbeddedRedis(wanted, data, settings.searchPath(), random, ticker, meters);
        return EmbeddedStore.start(wanted, redis);
    }

    /** The snapshot of what a store holds. */
    SnapshotFile snapshotFile(String storeName) {
        return new SnapshotFile(
                data.resolve("catalog.snapshot"), settings.config().cluster().name(), storeName);
    }

    /** Other nodes that hold a catalogue: while there are some, an empty store was wiped and is no new one. */
    List<String> otherHolders(CurrentStore<StoreParts> store) throws StoreUnavailableException {
        return store.ports().registry.nodes().stream()
                .filter(node -> node.revision() > 0 && !node.id().equals(nodeId))
                .map(NodeInfo::id)
                .toList();
    }

    /** What moves the node; parts that go along are added to it. */
    DataStoreSwitch<StoreParts> newSwitch(
            CurrentStore<StoreParts> store,
            CatalogUpdater updater,
            SnapshotWriter snapshots,
            Supplier<NodeInfo> self,
            Announcer announcer,
            LimiterGuard limiter,
            InstantSource clock) {
        String clusterName = settings.config().cluster().name();
        DataStoreSwitch<StoreParts> stores = new DataStoreSwitch<>(
                store,
                new DataStoreSwitch.Wiring<>(
                        (wanted, present) -> StoreParts.open(wanted, present, this::startEmbedded, nodeId, random),
                        new RedisProbe(ticker, random),
                        settings.configFile(),
                        clusterName,
                        self,
                        updater,
                        snapshots,
                        this::snapshotFile,
                        clock,
                        random));
        stores.addMover(new LimiterMover<>(limiter));
        stores.addMover(new AnnouncerMover<>(announcer, clusterName, self));
        return stores;
    }
}
