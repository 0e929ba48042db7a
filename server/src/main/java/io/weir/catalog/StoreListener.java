package io.weir.catalog;

/** Is told when the store does not hold what this node served until now. On a thread of the updater's or of a writer; quick. */
@FunctionalInterface
public interface StoreListener {

    /** What has happened. */
    enum Change {
        /** The store is empty or holds another catalogue; the node goes on with its own. */
        LOST,
        /** The store holds an older state of the catalogue, which the node follows. */
        WENT_BACK,
        /** The node takes another catalogue, which the store holds. */
        REPLACED,
        /** The node goes over to another store. */
        MOVED
    }

    /** @param revision of the catalogue that the node served until now */
    void storeChanged(Change change, long revision);
}
