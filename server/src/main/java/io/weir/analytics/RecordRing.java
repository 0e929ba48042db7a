package io.weir.analytics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between event loops and the indexer. The place of a record in it, counted from 1, is its sequence in this run; who
 * finds no room takes no place. {@link #offer} by any thread, {@link #poll} by one.
 */
final class RecordRing {
    private final AtomicReferenceArray<@Nullable AccessRecord> slots;
    private final int mask;
    private final RunCounters counters;
    private final AtomicLong taken = new AtomicLong();

    /** @param capacity a power of two */
    RecordRing(int capacity, RunCounters counters) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: a power of two)");
        }
        this.slots = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
        this.counters = counters;
    }

    /** False where there is no room. */
    boolean offer(AccessRecord record) {
        long place;
        do {
            place = counters.issued();
            if (place - taken.get() > mask) {
                return false;
            }
        } while (!counters.issue(place));
        slots.setRelease((int) place & mask, record);
        return true;
    }

    /** The oldest record; null where there is none, or where it is not quite there yet. */
    @Nullable
    AccessRecord poll() {
        long place = taken.getPlain();
        int slot = (int) place & mask;
        AccessRecord record = slots.getAcquire(slot);
        if (record != null) {
            slots.setPlain(slot, null);
            taken.setRelease(place + 1);
        }
        return record;
    }

    /** The sequence of the record that was polled last; 0 before the first. */
    long lastTaken() {
        return taken.getAcquire();
    }

    /** How many wait. */
    long size() {
        return Math.max(0, counters.issued() - taken.get());
    }
}
