package io.weir.datastore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.Samples;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.cluster.Announcer;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeReport;
import io.weir.cluster.NodesFile;
import io.weir.cluster.Progress;
import io.weir.cluster.QuiesceMode;
import io.weir.config.ConfigFile;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.config.Secret;
import io.weir.limit.LimiterGuard;
import io.weir.limit.LimiterSettings;
import io.weir.limit.LiveNodes;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The parts of a node that move, on servers in memory: one at {@code here:1} with a catalogue, others to be added. */
final class SwitchedNode {
    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00.123Z");

    /** As the node is started with it. */
    static final String CONFIG = """
            <weir><!-- mine -->
              <datastore mode="standalone">
                <address host="here" port="1"/>
              </datastore>
            </weir>
            """;

    final Map<NodeConfig.DataStore, FakeServer> servers = new HashMap<>();
    final Map<NodeConfig.DataStore, ObstacleException> unusable = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    final FakeServer here;
    final CatalogUpdater updater;
    final Announcer announcer;
    final LimiterGuard limiter;
    final CurrentStore<StorePorts> current;
    final DataStoreSwitch<StorePorts> stores;
    private final Path directory;
    private final SnapshotWriter snapshots;

    SwitchedNode(Path directory) throws Exception {
        this.directory = directory;
        Files.writeString(config(), CONFIG);
        NodeConfig.DataStore settings = at("here", 1);
        here = server(settings, 1);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        current = new CurrentStore<>(settings, here.connect(settings));
        snapshots = new SnapshotWriter(snapshot(CurrentStore.nameOf(settings)), Ticker.system(), meters);
        updater = new CatalogUpdater(
                current.ports().catalog(),
                snapshot(CurrentStore.nameOf(settings)),
                InstantSource.system(),
                Ticker.system(),
                meters);
        updater.addListener(snapshots);
        announcer = new Announcer(
                current.ports().registry(),
                "weir",
                this::self,
                new NodesFile(directory.resolve("nodes")),
                Ticker.system(),
                meters);
        announcer.start().get(10, TimeUnit.SECONDS);
        snapshots.start();
        updater.start().get(10, TimeUnit.SECONDS);
        updater.write(catalog -> List.of(Edit.put(Samples.plan("mine"), 0), Edit.put(Samples.api("shop"), 0)), "a");
        limiter = new LimiterGuard(
                current.ports().limiter(),
                new Alone(),
                LimiterSettings.of(Duration.ofMillis(50)),
                Ticker.system(),
                InstantSource.system(),
                new Random(1),
                meters);
        limiter.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        stores = new DataStoreSwitch<>(
                current,
                new DataStoreSwitch.Wiring<>(
                        (wanted, present) -> open(wanted),
                        this::probe,
                        new ConfigFile(directory, Map.of(), List.of()),
                        "weir",
                        this::self,
                        updater,
                        snapshots,
                        this::snapshot,
                        InstantSource.system(),
                        new Random(2)));
        stores.addMover(new LimiterMover<>(limiter));
        stores.addMover(new AnnouncerMover<>(announcer, "weir", this::self));
        stores.onMove(moved -> calls.add("moved"));
    }

    private record Alone() implements LiveNodes {
        @Override
        public String self() {
            return "n-1";
        }

        @Override
        public List<String> lastSeen() {
            return List.of("n-1");
        }
    }

    static NodeConfig.DataStore at(String host, int port) {
        NodeConfig.DataStore defaults = NodeConfig.defaults().datastore();
        return new NodeConfig.DataStore(
                DataStoreMode.STANDALONE,
                "",
                Secret.NONE,
                0,
                false,
                defaults.commandTimeout(),
                defaults.operationTimeout(),
                List.of(new Address(host, port)));
    }

    static NodeConfig.DataStore embedded() {
        return NodeConfig.defaults().datastore();
    }

    FakeServer server(NodeConfig.DataStore settings, long seed) {
        FakeServer server = new FakeServer(settings, seed);
        servers.put(settings, server);
        return server;
    }

    private StorePorts open(NodeConfig.DataStore wanted) throws IOException {
        calls.add("open " + wanted.addresses());
        FakeServer server = servers.get(wanted);
        if (server == null) {
            throw new IOException("datastore.address: " + wanted.addresses() + " cannot be started");
        }
        return server.connect(wanted);
    }

    private StoreProbe.Server probe(NodeConfig.DataStore wanted) throws ObstacleException {
        ObstacleException obstacle = unusable.get(wanted);
        if (obstacle != null) {
            throw obstacle;
        }
        return new StoreProbe.Server("7.0.15", "master", "standalone", Duration.ofMillis(1), "noeviction");
    }

    NodeReport self() {
        Catalog catalog = updater == null ? Catalog.empty() : updater.catalog();
        return node("n-1", "this process", catalog);
    }

    static NodeReport node(String id, String incarnation, Catalog catalog) {
        NodeInfo info = new NodeInfo(
                id,
                incarnation,
                "10.0.0.5",
                NodeInfo.State.UP,
                QuiesceMode.NONE,
                NodeConfig.Profile.ALL_IN_ONE,
                "1",
                1,
                List.of(),
                STARTED,
                0);
        return new NodeReport(info, new Progress(catalog.revision(), catalog.digest(), null, 0));
    }

    Path config() {
        return directory.resolve("config.xml");
    }

    Path snapshotPath() {
        return directory.resolve("catalog.snapshot");
    }

    private SnapshotFile snapshot(String storeName) {
        return new SnapshotFile(snapshotPath(), "weir", storeName);
    }

    void stop() throws Exception {
        limiter.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
        updater.stop();
        snapshots.stop();
        announcer.stop();
        current.close();
    }
}
