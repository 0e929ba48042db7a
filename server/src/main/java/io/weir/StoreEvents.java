package io.weir;

import io.weir.catalog.StoreListener;
import io.weir.datastore.CurrentStore;
import io.weir.datastore.StoreMoved;
import io.weir.event.EventSink;
import io.weir.event.EventType;
import io.weir.event.Occurrence;

/**
 * Tells what becomes of the data store.
 *
 * @param node this node's id
 */
record StoreEvents(String node, EventSink events) implements StoreListener {

    @Override
    public void storeChanged(Change change, long revision) {
        switch (change) {
            case LOST ->
                tell(
                        EventType.STORE_WIPED,
                        "the data store does not hold the catalogue of node " + node
                                + ", which goes on with it and takes no changes",
                        revision);
            case WENT_BACK ->
                tell(
                        EventType.STORE_RESTORED,
                        "the data store went back to an older revision, and node " + node + " follows",
                        revision);
            case REPLACED ->
                tell(
                        EventType.CATALOG_ADOPTED,
                        "node " + node + " takes another catalogue, which the data store holds",
                        revision);
            case MOVED -> {
                // Told with where it moved, by moved().
            }
        }
    }

    /** @param revision which the node served until now */
    private void tell(EventType type, String message, long revision) {
        events.publish(Occurrence.of(type, node, message).with("revision", Long.toString(revision)));
    }

    /** Tells the cluster that the node is in now. */
    void moved(StoreMoved moved) {
        String from = CurrentStore.nameOf(moved.from());
        String to = CurrentStore.nameOf(moved.to());
        events.publish(Occurrence.of(
                        EventType.DATASTORE_SWITCHED,
                        node,
                        "node " + node + " moved from data store " + from + " to " + to)
                .with("from", from)
                .with("to", to));
    }
}
