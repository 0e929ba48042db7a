package io.weir.cluster;

/** The data store belongs to a cluster of another name. */
public final class ClusterNameException extends Exception {
    private static final long serialVersionUID = 1;

    public ClusterNameException(String name, String expected) {
        super(
                "cluster.name: " + name + " (expected: " + expected
                        + ", the name of the cluster that the data store belongs to; change cluster.name or datastore.address)");
    }
}
