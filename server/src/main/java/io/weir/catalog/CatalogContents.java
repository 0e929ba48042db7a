package io.weir.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store's catalogue taken as a whole: looked at from outside, replaced by another one, or declared to be another one's successor. For
 * operators' decisions, not for the everyday. Every method blocks on the network; any thread but an event loop.
 */
public interface CatalogContents {

    /** How many objects of each kind there are. */
    Map<Kind, Long> sizes() throws StoreUnavailableException;

    /** Those of the ids that no object of the kind has, in the order given. */
    List<String> absent(Kind kind, List<String> ids) throws StoreUnavailableException;

    /** Whether a document is there whole. One that is and that no API refers to yet stays for another hour at least. */
    boolean hasDocument(String api, Api.DocumentRef reference) throws StoreUnavailableException;

    /**
     * Puts a whole catalogue in the place of what is there. Nobody sees a part of it: until all is there, the former one is.
     *
     * @param there where the store is now, null for an empty one: where it is elsewhere, nothing is changed
     * @return where the store is then
     * @throws StalePositionException where the store is not at {@code there}; nothing was changed
     */
    CatalogStore.Position replace(CatalogStore.@Nullable Position there, CatalogImage image)
            throws StoreUnavailableException, StalePositionException;

    /** Has nodes that hold the catalogue of one epoch take the one of another epoch, where they find that in the store. */
    void succeed(String former, String successor) throws StoreUnavailableException;

    /** The epoch of the catalogue that was put in one's place; empty where an operator never did so. */
    Optional<String> successor(String epoch) throws StoreUnavailableException;
}
