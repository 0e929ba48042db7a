package io.weir.catalog;

import java.util.List;
import java.util.function.Function;

/**
 * The one way to change the catalogue from this node. A change is a function from the catalogue to edits: it is asked again where
 * somebody else was faster, so whatever it checked (a name still free, a plan still there) holds when its edits are applied. Blocks on
 * the network; any thread but an event loop; writes of one node go one after another.
 */
public interface CatalogWriter {

    /**
     * Applies what {@code change} asks for. When this returns, the node's own catalogue has it.
     *
     * @param change pure; called one or more times, quick; what it throws comes out of this method, and nothing is written then; no
     *     edits mean that there is nothing to do
     * @param author who asks, kept with each object
     * @return the changes as stored, in the order of the edits
     * @throws StoreUnavailableException where the store is away or holds another catalogue than this node's
     */
    List<CatalogStore.Change> write(Function<Catalog, List<CatalogStore.Edit>> change, String author)
            throws StoreUnavailableException, VersionConflictException;
}
