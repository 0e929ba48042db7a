package io.weir;

/** A node cannot start; the message is for the operator, in one line. */
public final class NodeStartException extends Exception {
    private static final long serialVersionUID = 1;

    public NodeStartException(String message) {
        super(message);
    }

    public NodeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
