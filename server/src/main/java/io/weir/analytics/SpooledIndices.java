package io.weir.analytics;

import io.weir.catalog.StoreUnavailableException;
import java.util.Set;

/**
 * Which indices the spools of the cluster's nodes still name, so that none of them is deleted before what belongs there has arrived.
 * Blocks on the network; any thread.
 */
public interface SpooledIndices extends AutoCloseable {

    /**
     * Tells what this node's spool names, instead of what it told before; forgotten a day after it was told last.
     *
     * @param indices concrete ones; none where the spool is empty
     */
    void tell(String node, Set<String> indices) throws StoreUnavailableException;

    /** What the spools of all nodes name. */
    Set<String> all() throws StoreUnavailableException;

    @Override
    void close();
}
