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
}
