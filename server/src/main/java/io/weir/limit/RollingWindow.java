package io.weir.limit;

import io.weir.catalog.LimitDefinition;

/**
 * Counts what was taken within one period back from now, in slots of a 64th of the period. A slot is freed only when it is wholly past,
 * so no window of one period ever holds more than the maximum; room returns up to one slot late. Besides the 64 slots of the past there
 * is the one being filled.
 */
final class RollingWindow implements AlgorithmCounter {
    /** Into how many slots a period is cut; whole seconds divide into whole microseconds. */
    static final int SLOTS = 64;

    private static final int RING = SLOTS + 1;
    private static final int MICROS_PER_MILLI = 1000;

    private final long slotMicros;
    private final NodeShare share;
    private final long[] ring = new long[RING];

    private long max;
    private long nowMicros = Long.MIN_VALUE;
    private long slot = Long.MIN_VALUE;
    private long newest;
    private long used;

    RollingWindow(LimitDefinition definition, NodeShare share) {
        this(definition.period().millis() * MICROS_PER_MILLI / SLOTS, share, share.of(definition.count()));
    }

    private RollingWindow(long slotMicros, NodeShare share, long max) {
        this.slotMicros = slotMicros;
        this.share = share;
        this.max = max;
    }

    @Override
    public void redefine(LimitDefinition changed) {
        max = share.of(changed.count());
    }

    @Override
    public void advance(long micros) {
        nowMicros = Math.max(nowMicros, micros);
        long next = Math.floorDiv(nowMicros, slotMicros);
        for (long freed = Math.max(slot + 1, next - SLOTS); slot != Long.MIN_VALUE && freed <= next; freed++) {
            used -= ring[place(freed)];
            ring[place(freed)] = 0;
        }
        slot = next;
    }

    @Override
    public long available() {
        return Math.max(0, max - used);
    }

    @Override
    public void charge(long amount) {
        ring[place(slot)] += amount;
        used += amount;
        newest = slot;
    }

    @Override
    public long used() {
        return used;
    }

    @Override
    public long resetMillis() {
        return used == 0 ? 0 : millisUntilFree(newest);
    }

    @Override
    public long retryMillis() {
        if (used < max) {
            return 0;
        }
        long left = used;
        for (long candidate = slot - SLOTS; candidate <= slot; candidate++) {
            left -= ring[place(candidate)];
            if (left < max) {
                return millisUntilFree(candidate);
            }
        }
        return millisUntilFree(slot);
    }

    @Override
    public RollingWindow copy() {
        RollingWindow copy = new RollingWindow(slotMicros, share, max);
        System.arraycopy(ring, 0, copy.ring, 0, RING);
        copy.nowMicros = nowMicros;
        copy.slot = slot;
        copy.newest = newest;
        copy.used = used;
        return copy;
    }

    private long millisUntilFree(long freed) {
        return Math.floorDiv((freed + RING) * slotMicros - nowMicros + MICROS_PER_MILLI - 1, MICROS_PER_MILLI);
    }

    private static int place(long slot) {
        return Math.floorMod(slot, RING);
    }
}
