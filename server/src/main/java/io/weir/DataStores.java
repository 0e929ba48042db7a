package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.NodeReport;
import io.weir.config.NodeConfig;
import io.weir.datastore.CurrentStore;
import io.weir.datastore.DataStoreSwitch;
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
    private final StoreParts.Owner owner;
    private final SecureRandom random;
    private final Ticker ticker;
    private final MeterRegistry meters;

    DataStores(
            NodeSettings settings, Path data, String nodeId, SecureRandom random, Ticker ticker, MeterRegistry meters) {
        this.settings = settings;
        this.data = data;
        this.owner = new StoreParts.Owner(settings.config().cluster().name(), nodeId, random);
        this.random = random;
        this.ticker = ticker;
        this.meters = meters;
    }

    /** Opens the configured one; starts it where it is embedded. */
    CurrentStore<StoreParts> open() throws NodeStartException {
        NodeConfig.DataStore configured = settings.config().datastore();
        try {
            return new CurrentStore<>(configured, StoreParts.open(configured, null, this::startEmbedded, owner));
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
        return new SnapshotFile(data.resolve("catalog.snapshot"), owner.clusterName(), storeName);
    }

    /** Other nodes that hold a catalogue: while there are some, an empty store was wiped and is no new one. */
    List<String> otherHolders(CurrentStore<StoreParts> store) throws StoreUnavailableException {
        return store.ports().registry.reports().stream()
                .filter(report -> report.progress().revision() > 0)
                .map(report -> report.node().id())
                .filter(id -> !id.equals(owner.nodeId()))
                .toList();
    }

    /** What moves the node; parts that go along are added to it. */
    DataStoreSwitch<StoreParts> newSwitch(
            CurrentStore<StoreParts> store,
            CatalogUpdater updater,
            SnapshotWriter snapshots,
            Supplier<NodeReport> self,
            InstantSource clock) {
        return new DataStoreSwitch<>(
                store,
                new DataStoreSwitch.Wiring<>(
                        (wanted, present) -> StoreParts.open(wanted, present, this::startEmbedded, owner),
                        new RedisProbe(ticker, random),
                        settings.configFile(),
                        owner.clusterName(),
                        self,
                        updater,
                        snapshots,
                        this::snapshotFile,
                        clock,
                        random));
    }
}
