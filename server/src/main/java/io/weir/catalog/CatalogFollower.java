package io.weir.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weir.catalog.CatalogStatus.State;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this node serves equal to what one store holds: by delta, by loading everything, or not at all where the store is away,
 * empty or another's. One look at a time, by whoever may change what is served; blocks on the network.
 */
final class CatalogFollower {
    private static final Logger log = LoggerFactory.getLogger(CatalogFollower.class);
    private static final int MAX_DELTAS_AT_ONCE = 20;
    private static final int MAX_SUCCESSORS = 16;

    private final CatalogStore store;
    private final SnapshotFile snapshot;
    private final ServedCatalog served;
    private final CatalogBeginning beginning;
    private final Runnable lookAgain;
    private final Timer deltas;
    private final Timer reloads;
    private final Counter restored;

    private volatile boolean isReloadWanted;

    /** The configuration has named another store since the snapshot was written, so its catalogue is the one wanted. */
    private boolean mayAdopt;

    /**
     * @param snapshot what this node served last from this store
     * @param beginning whether an empty store is a new one
     * @param lookAgain has {@link #follow} called soon
     */
    CatalogFollower(
            CatalogStore store,
            SnapshotFile snapshot,
            ServedCatalog served,
            CatalogBeginning beginning,
            Runnable lookAgain,
            MeterRegistry meters) {
        this.store = store;
        this.snapshot = snapshot;
        this.served = served;
        this.beginning = beginning;
        this.lookAgain = lookAgain;
        deltas = meters.timer("weir.catalog.deltas");
        reloads = meters.timer("weir.catalog.reloads");
        restored = meters.counter("weir.catalog.restores");
    }

    CatalogStore store() {
        return store;
    }

    SnapshotFile snapshot() {
        return snapshot;
    }

    /** Serves what this node served last. */
    void startFromSnapshot() {
        SnapshotFile.Kept kept = snapshot.read();
        mayAdopt = !kept.isSameStore();
        if (kept.catalog().position() != null) {
            served.publish(kept.catalog(), kept.changes());
        }
    }

    /** Has the next look load everything, whatever the delta says. Any thread. */
    void wantReload() {
        isReloadWanted = true;
    }

    /** Looks at the store once. */
    void follow() {
        try {
            CatalogStore.Position position = served.catalog().position();
            if (position == null) {
                load();
            } else if (isReloadWanted && served.status().state() == State.IN_SYNC) {
                isReloadWanted = false;
                log.warn(
                        "another node holds other objects at revision {}: everything is loaded again",
                        position.revision());
                load();
            } else {
                catchUp(position);
            }
        } catch (LaterFormatException e) {
            boolean isServing = served.catalog().position() != null;
            served.enter(isServing ? State.OUT_OF_SYNC : State.STARTING, String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            served.enter(State.STORE_AWAY, Objects.requireNonNullElse(e.getMessage(), "the data store is away"));
        }
    }

    private void catchUp(CatalogStore.Position from) throws StoreUnavailableException {
        CatalogStore.Position position = from;
        for (int round = 0; round < MAX_DELTAS_AT_ONCE; round++) {
            Timer.Sample sample = Timer.start();
            CatalogStore.Delta delta = store.changesSince(position);
            if (delta instanceof CatalogStore.Delta.Reload reload) {
                reload(position, reload.position());
                return;
            }
            CatalogStore.Delta.Changes news = (CatalogStore.Delta.Changes) delta;
            if (news.position().equals(position)) {
                served.enter(State.IN_SYNC, null);
                return;
            }
            served.publish(served.catalog().with(news.position(), news.changes()), news.changes());
            sample.stop(deltas);
            position = news.position();
        }
        served.enter(State.IN_SYNC, null);
    }

    private void reload(CatalogStore.Position own, CatalogStore.@Nullable Position there)
            throws StoreUnavailableException {
        if (there != null && there.epoch().equals(own.epoch())) {
            if (there.revision() < own.revision()) {
                restored.increment();
                served.storeChanged(StoreListener.Change.WENT_BACK);
                log.warn(
                        "the data store went back from revision {} to {}: taken for a restored backup, and followed",
                        own.revision(),
                        there.revision());
            }
            load();
        } else if (mayAdopt) {
            snapshot.setAside("former", "the configuration names another data store since, whose catalogue is taken");
            load();
        } else if (there != null && isSuccessor(there.epoch(), own.epoch())) {
            followSuccessor(there);
        } else {
            String found = there == null ? "is empty" : "holds another catalogue, of epoch " + there.epoch();
            served.lose(
                    "the data store " + found + " (expected: epoch " + own.epoch() + "); this node goes on with its own"
                            + " catalogue, revision " + own.revision()
                            + ", and takes no changes until an operator decides: "
                            + (there == null ? "weir catalog restore" : "weir catalog adopt or restore"));
        }
    }

    /** Whether operators put one catalogue in the place of another, maybe by way of some in between. */
    private boolean isSuccessor(String epoch, String former) throws StoreUnavailableException {
        Optional<String> next = store.contents().successor(former);
        for (int i = 0; i < MAX_SUCCESSORS && next.isPresent() && !next.get().equals(epoch); i++) {
            next = store.contents().successor(next.get());
        }
        return next.isPresent() && next.get().equals(epoch);
    }

    private void followSuccessor(CatalogStore.Position there) throws StoreUnavailableException {
        try {
            snapshot.keep(served.catalog(), "former");
        } catch (IOException e) {
            served.lose("an operator put another catalogue in place of this node's, which cannot be kept: " + e);
            return;
        }
        log.warn("an operator put the catalogue of epoch {} in place of this node's, which follows", there.epoch());
        loadForeign(there);
    }

    /** Loads what the store holds though it is not this node's catalogue. */
    void loadForeign(CatalogStore.Position there) throws StoreUnavailableException {
        load(there.epoch());
    }

    private void load() throws StoreUnavailableException {
        load(null);
    }

    /** @param accepted the epoch of a catalogue that may take the place of this node's */
    private void load(@Nullable String accepted) throws StoreUnavailableException {
        Timer.Sample sample = Timer.start();
        CatalogStore.Position own = served.catalog().position();
        Catalog.Reload reload = new Catalog.Reload(served.catalog());
        CatalogStore.Position there = store.load(reload::accept);
        boolean isForeign = own != null && (there == null || !there.epoch().equals(own.epoch()));
        boolean isAccepted = there != null && there.epoch().equals(accepted);
        if (isForeign && !mayAdopt && !isAccepted) {
            // It was replaced since it was asked; the next look says so.
            lookAgain.run();
            return;
        }
        if (there == null) {
            bootstrap(reload);
            return;
        }
        served.publish(reload.finish(there), reload.changes());
        mayAdopt = false;
        sample.stop(reloads);
        log.info(
                "catalogue loaded: revision {}, {} changes",
                there.revision(),
                reload.changes().size());
        catchUp(there);
    }

    /** A new cluster begins with the default organization; where two nodes begin at once, one of them loads what the other made. */
    private void bootstrap(Catalog.Reload reload) throws StoreUnavailableException {
        List<String> holders = beginning.holders();
        if (!holders.isEmpty()) {
            served.enter(
                    State.STARTING,
                    "the data store is empty, but nodes hold a catalogue: restore it from one of "
                            + String.join(", ", holders) + " (weir catalog restore)");
            return;
        }
        Organization organization = new Organization(Organization.DEFAULT, "Default");
        try {
            CatalogStore.Delta.Changes made =
                    store.write(null, List.of(CatalogStore.Edit.put(organization, 0)), CatalogUpdater.SYSTEM);
            made.changes().forEach(change -> reload.accept(Objects.requireNonNull(change.stored())));
            served.publish(reload.finish(made.position()), reload.changes());
            mayAdopt = false;
            served.enter(State.IN_SYNC, null);
            log.info(
                    "the data store was empty: a new catalogue begins, epoch {}",
                    made.position().epoch());
        } catch (StalePositionException | VersionConflictException e) {
            log.debug("another node began the catalogue: {}", e.getMessage());
            lookAgain.run();
        }
    }
}
