package io.weir.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How this node's catalogue stands to the store's.
 *
 * @param state whether the node follows the store
 * @param problem what is wrong, for an operator; null while in sync
 * @param since when this state began
 * @param position what the node serves; null before the first load
 * @param digest of what the node serves, see {@link Catalog#digest()}
 */
public record CatalogStatus(
        State state, @Nullable String problem, Instant since, CatalogStore.@Nullable Position position, String digest) {

    /** Whether the node follows the store. */
    public enum State {
        /** Nothing was loaded yet. */
        STARTING,
        /** The node serves what the store holds. */
        IN_SYNC,
        /** The store does not answer; the node serves what it had, and takes no writes. */
        STORE_AWAY,
        /**
         * The store is empty, or holds another catalogue or one of a later format; the node serves its own, and takes no writes until an
         * operator decides.
         */
        OUT_OF_SYNC
    }

    /** True where the store answered when it was last asked. */
    public boolean isStoreReachable() {
        return state == State.IN_SYNC || state == State.OUT_OF_SYNC;
    }
}
