package io.weir.datastore;

import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.NodeReport;
import io.weir.config.ConfigEdit;
import io.weir.config.ConfigException;
import io.weir.config.ConfigFile;
import io.weir.config.ConfigFileException;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.config.Secret;
import io.weir.datastore.StoreTest.Found;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves this node from one data store to another while requests go on: the other store is tried and everything made ready before
 * anything is changed, then the catalogue is swapped in one step and the rest follows. What fails leaves the node where it is. One trial
 * or move at a time; blocks, on threads that may.
 */
public final class DataStoreSwitch<S extends StorePorts> implements DataStoreSettings {
    private static final Logger log = LoggerFactory.getLogger(DataStoreSwitch.class);
    private static final Duration MAX_TRIAL_TIMEOUT = Duration.ofSeconds(5);

    private final CurrentStore<S> current;
    private final Wiring<S> wiring;
    private final List<Mover<S>> movers = new CopyOnWriteArrayList<>();
    private final List<Consumer<StoreMoved>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock moving = new ReentrantLock(true);

    /**
     * What a switch works with.
     *
     * @param opener makes what talks to a store
     * @param probe tries a server
     * @param config the file that says which store to use at the next start
     * @param clusterName of this node's cluster
     * @param self what this node tells of itself
     * @param updater serves the catalogue
     * @param snapshots writes it to disk
     * @param snapshotFile the file for the store of a name, see {@link CurrentStore#nameOf}
     * @param random for a new catalogue's epoch; unpredictable
     */
    public record Wiring<S extends StorePorts>(
            StoreOpener<S> opener,
            StoreProbe probe,
            ConfigFile config,
            String clusterName,
            Supplier<NodeReport> self,
            CatalogUpdater updater,
            SnapshotWriter snapshots,
            Function<String, SnapshotFile> snapshotFile,
            InstantSource clock,
            RandomGenerator random) {}

    public DataStoreSwitch(CurrentStore<S> current, Wiring<S> wiring) {
        this.current = current;
        this.wiring = wiring;
    }

    /** Adds a part that goes along, made ready in the order in which the parts were added; before the first move. */
    public void addMover(Mover<S> mover) {
        movers.add(mover);
    }

    @Override
    public void onMove(Consumer<StoreMoved> listener) {
        listeners.add(listener);
    }

    @Override
    public long moves() {
        return current.moves();
    }

    @Override
    public NodeConfig.DataStore current() {
        return current.settings();
    }

    @Override
    public StoreTest test(NodeConfig.DataStore wanted) {
        moving.lock();
        try {
            return tried(wanted);
        } finally {
            moving.unlock();
        }
    }

    private StoreTest tried(NodeConfig.DataStore wanted) {
        List<Found> obstacles = new ArrayList<>();
        StoreProbe.Server server = null;
        StoreTest.Contents contents = null;
        try (OpenedStore<S> opened = open(forTrial(wanted, current.settings()))) {
            server = opened.server();
            StoreInspection.Look look = inspection(wanted).look(opened.ports());
            contents = look.contents();
            obstacles.addAll(look.obstacles());
        } catch (ObstacleException e) {
            obstacles.add(Found.of(e));
        } catch (StoreUnavailableException e) {
            obstacles.add(new Found(Obstacle.UNAVAILABLE, String.valueOf(e.getMessage())));
        }
        try {
            rewrite(wanted);
        } catch (ObstacleException e) {
            obstacles.add(Found.of(e));
        }
        return new StoreTest(obstacles, server, contents, warnings(wanted, server));
    }

    /** With little patience; and a password that is only tried does not become the embedded store's. */
    private static NodeConfig.DataStore forTrial(NodeConfig.DataStore wanted, NodeConfig.DataStore present) {
        boolean isStarted = wanted.mode() == DataStoreMode.EMBEDDED && present.mode() != DataStoreMode.EMBEDDED;
        Duration timeout = wanted.operationTimeout();
        return new NodeConfig.DataStore(
                wanted.mode(),
                wanted.username(),
                isStarted ? Secret.NONE : wanted.password(),
                wanted.database(),
                wanted.tls(),
                wanted.commandTimeout(),
                timeout.compareTo(MAX_TRIAL_TIMEOUT) < 0 ? timeout : MAX_TRIAL_TIMEOUT,
                wanted.addresses());
    }

    @Override
    public StoreMoved move(NodeConfig.DataStore wanted, boolean isSeeding, String author) throws ObstacleException {
        moving.lock();
        try {
            return moved(wanted, isSeeding, author);
        } finally {
            moving.unlock();
        }
    }

    private StoreMoved moved(NodeConfig.DataStore wanted, boolean isSeeding, String author) throws ObstacleException {
        NodeConfig.DataStore from = current.settings();
        ConfigFile.Rewrite rewrite = rewrite(wanted);
        if (wanted.equals(from)) {
            write(rewrite);
            return new StoreMoved(
                    false,
                    from,
                    from,
                    wiring.clusterName(),
                    wiring.updater().catalog().position(),
                    true,
                    List.of(),
                    List.of());
        }
        List<String> warnings = warnings(wanted, null);
        StoreMove<S> move = new StoreMove<>(current, wiring, movers, listeners, wanted, author);
        StoreMoved moved = move.run(open(wanted), inspection(wanted), isSeeding, rewrite, warnings);
        log.warn("moved from data store {} to {}", describe(from), describe(wanted));
        return moved;
    }

    static void write(ConfigFile.Rewrite rewrite) throws ObstacleException {
        try {
            rewrite.write();
        } catch (ConfigFileException e) {
            throw new ObstacleException(Obstacle.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private ConfigFile.Rewrite rewrite(NodeConfig.DataStore wanted) throws ObstacleException {
        try {
            NodeConfig.DataStore inFile = wiring.config().load().config().datastore();
            ConfigFile.Rewrite rewrite = wiring.config().prepare(ConfigEdit.ofDataStore(inFile, wanted));
            if (!rewrite.result().config().datastore().equals(wanted)) {
                throw new ObstacleException(
                        Obstacle.CONFIG, "config.xml cannot say this (expected: values that it can hold)");
            }
            return rewrite;
        } catch (ConfigFileException | ConfigException e) {
            throw new ObstacleException(Obstacle.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private OpenedStore<S> open(NodeConfig.DataStore wanted) throws ObstacleException {
        if (wanted.mode() != DataStoreMode.EMBEDDED) {
            wiring.probe().probe(wanted);
        }
        S ports;
        try {
            ports = wiring.opener().open(wanted, current.ports());
        } catch (IOException e) {
            throw new ObstacleException(Obstacle.CANNOT_START, String.valueOf(e.getMessage()));
        }
        try {
            return new OpenedStore<>(ports, wiring.probe().probe(ports.reached()));
        } catch (ObstacleException | RuntimeException e) {
            ports.close();
            throw e;
        }
    }

    private StoreInspection inspection(NodeConfig.DataStore wanted) {
        return new StoreInspection(
                wiring.clusterName(),
                wiring.updater().catalog(),
                wiring.self().get().node(),
                current.ports().sessions(),
                isLeavingOwn(wanted));
    }

    private boolean isLeavingOwn(NodeConfig.DataStore wanted) {
        return current.settings().mode() == DataStoreMode.EMBEDDED && wanted.mode() != DataStoreMode.EMBEDDED;
    }

    private List<String> warnings(NodeConfig.DataStore wanted, StoreProbe.@Nullable Server server) {
        List<String> warnings = new ArrayList<>();
        if (isLeavingOwn(wanted)) {
            long others = otherNodes();
            if (others != 0) {
                warnings.add("this node's embedded data store ends with the move, and "
                        + (others < 0 ? "other nodes that may use it" : others + " other nodes use it")
                        + ": they go on without a data store until they are moved, too");
            }
        }
        if (server != null && server.evictionPolicy() == null) {
            warnings.add("the user may not ask whether the server drops keys when memory is short (expected:"
                    + " maxmemory-policy noeviction)");
        }
        return warnings;
    }

    /** Nodes in the present cluster beside this one; -1 where the store does not tell. */
    private long otherNodes() {
        try {
            String self = wiring.self().get().node().id();
            return current.ports().registry().view().ids().stream()
                    .filter(id -> !id.equals(self))
                    .count();
        } catch (StoreUnavailableException e) {
            return -1;
        }
    }

    private static String describe(NodeConfig.DataStore store) {
        return store.mode().name().toLowerCase(java.util.Locale.ROOT) + " " + CurrentStore.nameOf(store);
    }
}
