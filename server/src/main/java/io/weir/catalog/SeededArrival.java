package io.weir.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** This node's own catalogue, put into an empty store as one of an epoch of its own. One thread. */
public final class SeededArrival implements CatalogArrival {
    private final CatalogStore store;
    private final DocumentCopy documents;
    private final String epoch;
    private final InstantSource clock;

    /**
     * @param store the empty one
     * @param documents copies what the objects refer to
     * @param epoch random: the copy goes its own way from here on
     */
    public SeededArrival(CatalogStore store, DocumentCopy documents, String epoch, InstantSource clock) {
        this.store = store;
        this.documents = documents;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** A node that never had a catalogue begins one. */
    private Stored<Organization> firstOrganization() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Organization organization = new Organization(Organization.DEFAULT, "Default");
        return new Stored<>(organization, 1, 1, now, now, CatalogUpdater.SYSTEM);
    }

    @Override
    public Arrived complete(Catalog own) throws StoreUnavailableException {
        // Most were copied before; this takes what came since.
        documents.copy(own);
        long revision = Math.max(1, own.revision());
        List<Stored<? extends Definition>> objects = new ArrayList<>(documents.references(own, revision));
        if (own.position() == null) {
            objects.add(firstOrganization());
        }
        try {
            CatalogStore.Position position =
                    store.contents().replace(null, new CatalogImage(epoch, revision, objects, Set.of()));
            return Arrived.of(own, position, objects);
        } catch (StalePositionException e) {
            throw new StoreUnavailableException("the other data store is not empty any more", e);
        }
    }
}
