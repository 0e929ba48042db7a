package io.weir.catalog;

import java.util.Objects;

/** The catalogue that another store holds, read whole beforehand; what changes there meanwhile is added at the end. One thread. */
public final class LoadedArrival implements CatalogArrival {
    private final CatalogStore store;
    private final Catalog loaded;

    private LoadedArrival(CatalogStore store, Catalog loaded) {
        this.store = store;
        this.loaded = loaded;
    }

    /**
     * Reads everything.
     *
     * @throws StoreUnavailableException also where the store is empty
     */
    public static LoadedArrival load(CatalogStore store) throws StoreUnavailableException {
        Catalog.Reload reload = new Catalog.Reload(Catalog.empty());
        CatalogStore.Position position = store.load(reload::accept);
        if (position == null) {
            throw new StoreUnavailableException("the other data store is empty now");
        }
        return new LoadedArrival(store, reload.finish(position));
    }

    @Override
    public Arrived complete(Catalog own) throws StoreUnavailableException {
        CatalogStore.Delta news = store.changesSince(Objects.requireNonNull(loaded.position()));
        if (news instanceof CatalogStore.Delta.Changes changes) {
            return Arrived.of(own, loaded.with(changes.position(), changes.changes()));
        }
        throw new StoreUnavailableException("the other data store was replaced while it was read; try again");
    }
}
