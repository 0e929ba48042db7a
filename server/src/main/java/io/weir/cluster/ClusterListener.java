package io.weir.cluster;

/** Is told of each change of the view, in order, on the announcer's thread. Must not throw and not block for long. */
@FunctionalInterface
public interface ClusterListener {

    /**
     * The view has changed.
     *
     * @param before what was seen until now
     * @param after what is seen from now on
     */
    void viewChanged(ClusterView before, ClusterView after);

    /** This node has moved to another cluster, of which the next view is the first. */
    default void moved() {
        // Whoever shows the view alone need not know.
    }
}
