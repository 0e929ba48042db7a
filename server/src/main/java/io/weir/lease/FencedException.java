package io.weir.lease;

/** A write was refused, because a later holder of the lease has written already. */
public final class FencedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param fence of the refused holder */
    public FencedException(String lease, long fence) {
        super("lease " + lease + " of fence " + fence + " (expected: that of its present holder)");
    }
}
