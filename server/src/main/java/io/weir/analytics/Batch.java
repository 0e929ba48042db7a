package io.weir.analytics;

import io.weir.analytics.SpoolSegment.Ticket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents on their way together. What becomes of them is written by {@link Delivery} under this object's lock, since their deadline
 * and the server's answer may come at the same time.
 */
final class Batch {
    private final List<Entry> entries;
    private final long lastSequence;
    private final long dueNanos;
    private volatile boolean isSettled;

    /** Guarded by this. */
    boolean isSent;

    /** Guarded by this. Nothing more becomes of it. */
    boolean isOver;

    /** Guarded by this. */
    Map<Family, String> indices = Map.of();

    /** Guarded by this. What of it lies in the spool while an answer may still come, in the order of the entries; null where nothing does. */
    @Nullable
    List<Ticket> tickets;

    /**
     * @param lastSequence all records up to this one are in this batch or an earlier one
     * @param dueNanos when it has to be on disk, if it is not acknowledged by then
     */
    Batch(List<Entry> entries, long lastSequence, long dueNanos) {
        this.entries = List.copyOf(entries);
        this.lastSequence = lastSequence;
        this.dueNanos = dueNanos;
    }

    List<Entry> entries() {
        return entries;
    }

    long lastSequence() {
        return lastSequence;
    }

    boolean isDue(long now) {
        return now - dueNanos >= 0;
    }

    boolean isSettled() {
        return isSettled;
    }

    void settle() {
        isSettled = true;
    }
}
