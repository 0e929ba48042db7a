package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import java.util.SortedMap;

/**
 * The listeners that nodes share: by name ({@code http}, {@code https}, {@code ajp}), those that the cluster says something about. Blocks on
 * the network; any thread but an event loop.
 */
public interface ListenerSettings extends AutoCloseable {

    /** What the cluster says. */
    SortedMap<String, SharedListener> read() throws StoreUnavailableException;

    /** Says something else from now on, as a whole. */
    void write(SortedMap<String, SharedListener> listeners) throws StoreUnavailableException;

    @Override
    void close();
}
