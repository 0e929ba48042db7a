package io.weir.datastore;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogArrival;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.DocumentCopy;
import io.weir.catalog.LoadedArrival;
import io.weir.catalog.SeededArrival;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.SharedListener;
import io.weir.config.ConfigFile;
import io.weir.config.NodeConfig;
import io.weir.datastore.StoreTest.Contents;
import io.weir.datastore.StoreTest.Found;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One move to another store, in the order in which nothing is lost: look, make everything ready, then, with the catalogue standing still,
 * copy or catch up, write {@code config.xml}, and swap. Whatever fails before the swap is undone. One use, one thread.
 */
final class StoreMove<S extends StorePorts> {
    private static final Logger log = LoggerFactory.getLogger(StoreMove.class);
    private static final int EPOCH_BYTES = 16;
    private static final long LEAVE_SECONDS = 10;

    private final CurrentStore<S> current;
    private final DataStoreSwitch.Wiring<S> wiring;
    private final List<Mover<S>> movers;
    private final List<Consumer<StoreMoved>> listeners;
    private final NodeConfig.DataStore wanted;
    private final String author;
    private final Deque<Mover.Ready> ready = new ArrayDeque<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable DocumentCopy documents;

    StoreMove(
            CurrentStore<S> current,
            DataStoreSwitch.Wiring<S> wiring,
            List<Mover<S>> movers,
            List<Consumer<StoreMoved>> listeners,
            NodeConfig.DataStore wanted,
            String author) {
        this.current = current;
        this.wiring = wiring;
        this.movers = movers;
        this.listeners = listeners;
        this.wanted = wanted;
        this.author = author;
    }

    /** @param opened belongs to the node afterwards, or is closed */
    StoreMoved run(
            OpenedStore<S> opened,
            StoreInspection inspection,
            boolean isSeeding,
            ConfigFile.Rewrite rewrite,
            List<String> warnings)
            throws ObstacleException {
        remarks.addAll(warnings);
        NodeConfig.DataStore from = current.settings();
        S former = current.ports();
        Contents there;
        try {
            there = look(opened.ports(), inspection, isSeeding);
            CatalogArrival arrival = arrival(opened.ports(), isSeeding);
            for (Mover<S> mover : movers) {
                ready.add(mover.prepare(opened.ports(), there.isSameStore()));
            }
            swap(opened.ports(), arrival, rewrite, there.isSameStore());
        } catch (StoreUnavailableException e) {
            giveUp(opened);
            throw new ObstacleException(
                    Obstacle.UNAVAILABLE, e.getMessage() + "; this node stays at " + CurrentStore.nameOf(from));
        } catch (ObstacleException | RuntimeException e) {
            giveUp(opened);
            throw e;
        }
        List<CompletionStage<Void>> leaving =
                ready.stream().map(Mover.Ready::commit).toList();
        StoreMoved moved = new StoreMoved(
                true,
                from,
                wanted,
                wiring.clusterName(),
                wiring.updater().catalog().position(),
                there.isSameCatalog(),
                documents == null ? List.of() : documents.missing(),
                remarks);
        listeners.forEach(listener -> listener.accept(moved));
        leave(former, leaving);
        return moved;
    }

    private static Contents look(StorePorts ports, StoreInspection inspection, boolean isSeeding)
            throws ObstacleException, StoreUnavailableException {
        StoreInspection.Look look = inspection.look(ports);
        if (!look.obstacles().isEmpty()) {
            Found first = look.obstacles().get(0);
            throw new ObstacleException(first.obstacle(), first.message());
        }
        Contents there = look.contents();
        if (there.isEmpty() && !isSeeding) {
            throw new ObstacleException(
                    Obstacle.EMPTY,
                    "the data store holds no catalogue (expected: one; or seed=true, to copy this node's there)");
        }
        CatalogStore.Position position = there.position();
        if (position != null && isSeeding) {
            throw new ObstacleException(
                    Obstacle.NOT_EMPTY,
                    "the data store holds a catalogue, at revision " + position.revision()
                            + " (expected: none with seed=true; without it that catalogue is taken)");
        }
        return there;
    }

    private CatalogArrival arrival(S ports, boolean isSeeding) throws StoreUnavailableException {
        if (!isSeeding) {
            return LoadedArrival.load(ports.catalog());
        }
        CatalogUpdater updater = wiring.updater();
        DocumentCopy.Source source =
                updater.status().isStoreReachable() ? current.ports().catalog()::document : DocumentCopy.Source.NOTHING;
        documents = new DocumentCopy(source, ports.catalog(), wiring.clock(), author);
        documents.copy(updater.catalog());
        seedListeners(ports);
        byte[] epoch = new byte[EPOCH_BYTES];
        wiring.random().nextBytes(epoch);
        return new SeededArrival(ports.catalog(), documents, HexFormat.of().formatHex(epoch), wiring.clock());
    }

    /** What nodes share about their listeners goes with the catalogue. */
    private void seedListeners(S ports) throws StoreUnavailableException {
        SortedMap<String, SharedListener> shared;
        try {
            shared = current.ports().listeners().read();
        } catch (StoreUnavailableException e) {
            remarks.add("where nodes share their listeners could not be copied, because the present data store does not"
                    + " answer (expected, where they do: PUT /settings/listeners once more)");
            return;
        }
        if (!shared.isEmpty()) {
            ports.listeners().write(shared);
        }
    }

    private void swap(S ports, CatalogArrival arrival, ConfigFile.Rewrite rewrite, boolean isSameStore)
            throws StoreUnavailableException, ObstacleException {
        SnapshotFile file = wiring.snapshotFile().apply(CurrentStore.nameOf(wanted));
        Catalog own = wiring.updater().catalog();
        if (!isSameStore) {
            keep(own, file);
        }
        wiring.updater().<ObstacleException>moveTo(ports.catalog(), file, arrival, () -> {
            DataStoreSwitch.write(rewrite);
            wiring.snapshots().moveTo(file);
            current.replace(wanted, ports);
        });
    }

    private static void keep(Catalog own, SnapshotFile file) throws ObstacleException {
        try {
            file.keep(own, "former");
        } catch (IOException e) {
            throw new ObstacleException(
                    Obstacle.DISK, "this node's catalogue cannot be kept beside its snapshot: " + e);
        }
    }

    /** The former cluster should see the node leave before the connections to it are closed. */
    private void leave(S former, List<CompletionStage<Void>> leaving) {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                leaving.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            log.warn("the former data store is left without a word: it does not answer");
        } catch (ExecutionException e) {
            log.warn("the former data store was not left cleanly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            former.close();
        } catch (RuntimeException e) {
            log.warn("the connections to the former data store were not closed cleanly", e);
        }
    }

    private void giveUp(OpenedStore<S> opened) {
        while (!ready.isEmpty()) {
            ready.removeLast().abort();
        }
        opened.close();
    }
}
