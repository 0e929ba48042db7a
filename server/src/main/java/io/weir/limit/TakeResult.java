package io.weir.limit;

/**
 * What a take of up to n from every limit of a set came to: how many were granted, and where each limit stands after it. Limits are at
 * the places they have in the set. Immutable.
 */
public final class TakeResult {
    private static final int HEADER = 4;
    private static final int LATE = -1;

    private final long[] values;

    /**
     * @param values granted (-1 for too late, then nothing was charged), the store's clock in ms, ms until one can pass (0 unless fewer
     *     than wanted were granted), the refusing limit's place counted from 1 (0 for none), then for each limit what remains and the
     *     ms until it is whole again; taken over, not copied
     */
    public TakeResult(long... values) {
        this.values = values;
    }

    /** How many may pass. */
    public int granted() {
        return (int) Math.max(0, values[0]);
    }

    /** True where the store came to it after its time; nothing was charged. */
    public boolean isLate() {
        return values[0] == LATE;
    }

    /** The store's clock in milliseconds since 1970. */
    public long storeMillis() {
        return values[1];
    }

    /** Milliseconds until one can pass, 0 where none was refused. */
    public long retryMillis() {
        return values[2];
    }

    /** The place of the limit that refuses longest, -1 where none was refused. */
    public int refusing() {
        return (int) values[3] - 1;
    }

    /** What remains of a limit. */
    public long remaining(int limit) {
        return values[HEADER + 2 * limit];
    }

    /** Milliseconds until a limit is whole again if nothing more is taken. */
    public long resetMillis(int limit) {
        return values[HEADER + 2 * limit + 1];
    }
}
