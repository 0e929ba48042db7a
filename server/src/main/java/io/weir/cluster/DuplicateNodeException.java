package io.weir.cluster;

/** Another process is in the cluster under this node's id. */
public final class DuplicateNodeException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param other the process that has the id */
    public DuplicateNodeException(NodeInfo other) {
        super("node.id: " + other.id() + " (expected: an id of its own; a node on " + other.host() + ", started "
                + other.started() + ", has it already: stop that one, set node.id, or delete data/node-id if the data"
                + " folder was copied)");
    }
}
