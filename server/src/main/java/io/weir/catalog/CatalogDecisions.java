package io.weir.catalog;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator can decide where the store lost its catalogue or holds another one: take the store's, or put this node's own there.
 * Whichever it is, all nodes that hold this node's catalogue follow by themselves. Blocks on the network; any thread.
 */
public final class CatalogDecisions {
    private static final Logger log = LoggerFactory.getLogger(CatalogDecisions.class);

    private final CatalogUpdater updater;
    private final InstantSource clock;

    public CatalogDecisions(CatalogUpdater updater, InstantSource clock) {
        this.updater = updater;
        this.clock = clock;
    }

    /** Why there is nothing to decide. */
    public enum Refusal {
        /** The node serves what the store holds. */
        IN_SYNC,
        /** There is no catalogue in the store to be taken. */
        STORE_EMPTY,
        /** This node has no catalogue that could be put into the store. */
        NO_CATALOG,
        /** There is another catalogue in the store, and nobody said that it may be lost. */
        STORE_NOT_EMPTY
    }

    /** A decision that does not fit what there is; nothing was changed. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final Refusal refusal;

        RefusedException(Refusal refusal, String message) {
            super(message);
            this.refusal = refusal;
        }

        /** Why. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /**
     * A catalogue put into the store.
     *
     * @param withoutDocument the ids of the APIs whose document was lost, sorted
     */
    public record Restored(CatalogStore.Position position, List<String> withoutDocument) {}

    /** How this node's catalogue stands to the store's, as last seen. */
    public CatalogStatus status() {
        return updater.status();
    }

    /** Where the store is now; null where it is empty. */
    public CatalogStore.@Nullable Position storePosition() throws StoreUnavailableException {
        return updater.store().position();
    }

    /**
     * Serves the store's catalogue from now on, and has all nodes that hold this node's own do so too. The own one is kept in
     * {@code data/catalog.snapshot.former}.
     *
     * @return what this node serves then
     */
    public Catalog adopt() throws StoreUnavailableException, RefusedException, IOException {
        return updater.<Catalog, RefusedException, IOException>exclusively(own -> {
            CatalogStore store = updater.store();
            CatalogStore.Position there = requireDifference(own, store.position());
            if (there == null) {
                throw new RefusedException(
                        Refusal.STORE_EMPTY,
                        "the data store is empty (expected: a catalogue to take; or restore this one)");
            }
            updater.snapshot().keep(own, "former");
            CatalogStore.Position mine = own.position();
            if (mine != null) {
                store.contents().succeed(mine.epoch(), there.epoch());
            }
            updater.loadForeign(there);
            CatalogStore.Position taken = updater.catalog().position();
            if (taken == null || !taken.epoch().equals(there.epoch())) {
                throw new StoreUnavailableException("the data store has changed meanwhile; look again");
            }
            log.warn("the data store's catalogue, epoch {}, was taken in place of {}", there.epoch(), mine);
            return updater.catalog();
        });
    }

    /**
     * Puts this node's catalogue into the store. It keeps its epoch, and a revision above all that nodes hold, so that nodes with an
     * earlier or a later state of it follow.
     *
     * @param mayReplace whether another catalogue that is there may be lost; nodes that hold that one follow, too
     * @param knownRevision the highest that any node holds
     * @param author who decided
     */
    public Restored restore(boolean mayReplace, long knownRevision, String author)
            throws StoreUnavailableException, RefusedException {
        return updater.<Restored, RefusedException, RuntimeException>exclusively(own -> {
            CatalogStore store = updater.store();
            CatalogStore.Position there = requireDifference(own, store.position());
            CatalogStore.Position mine = own.position();
            if (mine == null) {
                throw new RefusedException(
                        Refusal.NO_CATALOG, "this node holds no catalogue (expected: one that does)");
            }
            if (there != null && !mayReplace) {
                throw new RefusedException(
                        Refusal.STORE_NOT_EMPTY,
                        "the data store holds another catalogue, of epoch " + there.epoch()
                                + " (expected: none; or take that one, or say that it may be replaced)");
            }
            long revision = Math.max(mine.revision(), knownRevision) + 1;
            Set<String> lost = new TreeSet<>();
            List<Stored<? extends Definition>> objects = objects(own, store, revision, author, lost);
            Set<String> succeeds = there == null ? Set.of() : Set.of(there.epoch());
            try {
                CatalogStore.Position position =
                        store.contents().replace(there, new CatalogImage(mine.epoch(), revision, objects, succeeds));
                updater.serve(CatalogArrival.Arrived.of(own, position, objects));
                log.warn(
                        "this node's catalogue was put into the data store as revision {}; APIs without their document: {}",
                        revision,
                        lost);
                return new Restored(position, List.copyOf(lost));
            } catch (StalePositionException e) {
                throw new StoreUnavailableException("the data store has changed meanwhile; look again", e);
            }
        });
    }

    /** @return where the store is; null where it is empty */
    private CatalogStore.@Nullable Position requireDifference(Catalog own, CatalogStore.@Nullable Position there)
            throws RefusedException {
        CatalogStore.Position mine = own.position();
        if (mine != null && there != null && there.epoch().equals(mine.epoch())) {
            throw new RefusedException(
                    Refusal.IN_SYNC,
                    "the data store holds this node's catalogue, of epoch " + there.epoch()
                            + " (expected: none or another one; there is nothing to decide)");
        }
        return there;
    }

    private List<Stored<? extends Definition>> objects(
            Catalog own, CatalogStore store, long revision, String author, Set<String> lost)
            throws StoreUnavailableException {
        List<Stored<? extends Definition>> objects = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Stored<?> stored : own.all(kind)) {
                if (stored.definition() instanceof Api api
                        && api.document() != null
                        && !store.contents().hasDocument(api.id(), api.document())) {
                    lost.add(api.id());
                    objects.add(DocumentCopy.withoutDocument(stored, api, revision, clock, author));
                } else {
                    objects.add(stored);
                }
            }
        }
        return objects;
    }
}
