package io.weir.catalog;

import org.jspecify.annotations.Nullable;

/** The store is not where the writer thought: catch up, look again, then write. */
public final class StalePositionException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * @param expected what the writer knew; null for an empty store
     * @param actual where the store is; null where it is empty
     */
    public StalePositionException(CatalogStore.@Nullable Position expected, CatalogStore.@Nullable Position actual) {
        super("the data store is at " + describe(actual) + " (expected: " + describe(expected) + ")");
    }

    private static String describe(CatalogStore.@Nullable Position position) {
        return position == null ? "no catalogue" : "revision " + position.revision() + " of " + position.epoch();
    }
}
