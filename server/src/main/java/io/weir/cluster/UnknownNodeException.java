package io.weir.cluster;

/** No node of this id is in the cluster. */
public final class UnknownNodeException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownNodeException(String id) {
        super("node: " + id + " (expected: the id of a node that is in the cluster)");
    }
}
