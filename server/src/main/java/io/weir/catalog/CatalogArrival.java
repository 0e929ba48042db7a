package io.weir.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * What a node will serve once it has moved to another store. Asked while nothing else changes the node's catalogue; blocks on the network.
 */
public interface CatalogArrival {

    /**
     * The other store's catalogue, as it is now.
     *
     * @param own what the node serves until then
     * @throws StoreUnavailableException where it cannot be had; the node stays where it is
     */
    Arrived complete(Catalog own) throws StoreUnavailableException;

    /**
     * A catalogue in the place of another one.
     *
     * @param changes all that differs from that one
     */
    record Arrived(Catalog catalog, List<CatalogStore.Change> changes) {

        /** Keeps every object that is the same in both. */
        static Arrived of(Catalog own, Catalog other) {
            Catalog.Reload difference = new Catalog.Reload(own);
            for (Kind kind : Kind.values()) {
                other.all(kind).forEach(difference::accept);
            }
            CatalogStore.Position position = other.position();
            if (position == null) {
                throw new IllegalArgumentException("catalogue: without a position (expected: one that was loaded)");
            }
            return new Arrived(difference.finish(position), List.copyOf(difference.changes()));
        }

        /** The same with objects that a store has just taken. */
        static Arrived of(Catalog own, CatalogStore.Position position, List<Stored<? extends Definition>> objects) {
            List<CatalogStore.Change> all = new ArrayList<>();
            objects.forEach(stored -> all.add(new CatalogStore.Change(
                    stored.definition().kind(), stored.definition().id(), stored)));
            return of(own, Catalog.empty().with(position, all));
        }
    }
}
