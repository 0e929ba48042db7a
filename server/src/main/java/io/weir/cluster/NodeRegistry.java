package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes announce themselves to each other. Every method but {@link #watch} blocks on the network; any thread but an event loop.
 */
public interface NodeRegistry extends AutoCloseable {

    /**
     * Names the cluster, where it has no name yet.
     *
     * @throws ClusterNameException where it has another one
     */
    void claimName(String name) throws StoreUnavailableException, ClusterNameException;

    /** What the cluster is called; null where it has no name yet. */
    @Nullable
    String clusterName() throws StoreUnavailableException;

    /**
     * Joins, or stays for another lease.
     *
     * @param self what to tell the others
     * @param lease after which the node is gone unless it renews
     * @param knownGeneration the highest one this node has seen: the cluster's never goes back behind it, even in a wiped store
     * @throws DuplicateNodeException where another process holds the lease under this id
     */
    Renewal renew(NodeReport self, Duration lease, long knownGeneration)
            throws StoreUnavailableException, DuplicateNodeException;

    /** Who is there, at one moment. */
    ClusterView view() throws StoreUnavailableException;

    /** Who is there and how far everybody is, sorted by id. */
    List<NodeReport> reports() throws StoreUnavailableException;

    /** Leaves at once; nothing happens where another process has the id, or nobody. */
    void leave(NodeInfo self) throws StoreUnavailableException;

    /** True where a node that is not there any more said that it leaves, within the last minute. */
    boolean hasLeft(NodeInfo gone) throws StoreUnavailableException;

    /**
     * Asks a node to refuse what {@code mode} says, until it is asked for something else or starts again.
     *
     * @throws UnknownNodeException where it is not there
     */
    void quiesce(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException;

    /**
     * Calls back, from a thread of the registry's, whenever something may have changed, and after each reconnect. Messages can be lost:
     * callers poll as well.
     */
    void watch(Runnable changed);

    @Override
    void close();
}
