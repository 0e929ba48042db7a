package io.weir.catalog;

import java.util.List;

/** Is told of each new catalogue before the write that made it returns, in order, one at a time, on a thread of the updater's or of a writer. */
@FunctionalInterface
public interface CatalogListener {

    /**
     * The catalogue has changed.
     *
     * @param before what was served until now
     * @param after what is to be served from now on
     * @param changes all that differs
     */
    void catalogChanged(Catalog before, Catalog after, List<CatalogStore.Change> changes);
}
