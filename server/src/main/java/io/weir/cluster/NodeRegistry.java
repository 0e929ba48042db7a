package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

/** Where nodes announce themselves to each other. Every method blocks on the network; any thread but an event loop. */
public interface NodeRegistry extends AutoCloseable {

    /**
     * Names the cluster, where it has no name yet.
     *
     * @throws ClusterNameException where it has another one
     */
    void claimName(String name) throws StoreUnavailableException, ClusterNameException;

    /**
     * Joins, or stays for another lease.
     *
     * @param self what to tell the others
     * @param lease after which the node is gone unless it renews
     * @return the ids of all nodes that are there, this one among them
     */
    SortedSet<String> renew(NodeInfo self, Duration lease) throws StoreUnavailableException;

    /** What the nodes that are there tell of themselves, sorted by id. */
    List<NodeInfo> nodes() throws StoreUnavailableException;

    /** Leaves at once; nothing happens where the node is not there. */
    void leave(String id) throws StoreUnavailableException;

    @Override
    void close();
}
