package io.weir.limit;

import java.util.Arrays;
import java.util.List;

/**
 * All limits of one request: it passes if each of them has room, and then takes one from each. Requests with equal sets are merged into
 * one question to the store, so everything that does not change from request to request is made here once. Immutable.
 */
public final class LimitSet {
    /** No limits: everything passes, and the response has no limit fields. */
    public static final LimitSet UNLIMITED = new LimitSet(new LimitShape(List.of()), new Limit[0]);

    private static final int COMMAND_OVERHEAD_BYTES = 128;
    private static final int ARGUMENT_OVERHEAD_BYTES = 8;

    private final LimitShape shape;
    private final Limit[] limits;
    private final int hash;

    LimitSet(LimitShape shape, Limit[] limits) {
        this.shape = shape;
        this.limits = limits;
        this.hash = Arrays.hashCode(limits);
    }

    /** How many limits it has. */
    public int size() {
        return limits.length;
    }

    /** True for no limits at all. */
    public boolean isEmpty() {
        return limits.length == 0;
    }

    /** The limit at a place, in the plan's order. */
    public Limit limit(int index) {
        return limits[index];
    }

    /** The value of {@code RateLimit-Policy}, which depends on the plan alone. */
    public String policyField() {
        return shape.policyField();
    }

    /** What stands before a limit's remaining count in {@code RateLimit}. */
    public String itemPrefix(int index) {
        return shape.itemPrefix(index);
    }

    /** A limit's {@link Limit#max} in decimal. */
    public String maxText(int index) {
        return shape.maxText(index);
    }

    /** The limits as the store's scripts read them, four arguments a limit; not a copy, not to be changed. */
    public byte[][] arguments() {
        return shape.arguments();
    }

    /** About how many bytes a command with this set has on the wire. */
    public int encodedBytes() {
        int bytes = COMMAND_OVERHEAD_BYTES;
        for (Limit limit : limits) {
            bytes += limit.key().length + ARGUMENT_OVERHEAD_BYTES;
        }
        for (byte[] argument : arguments()) {
            bytes += argument.length + ARGUMENT_OVERHEAD_BYTES;
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof LimitSet set && hash == set.hash && Arrays.equals(limits, set.limits);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(limits);
    }
}
