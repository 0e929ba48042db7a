package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Counters in this process' memory, by limit, with takes of all limits of a set or none. Bounded: where there is no room for a further
 * counter even after those that count nothing any more were dropped, its limit has no room either. Not thread-safe: its owner guards it.
 */
public final class CounterTable {
    private static final int MIN_SWEEP = 1024;

    private final int maxCounters;
    private final Predicate<LimitDefinition> isOpen;
    private final Function<Limit, LimitCounter> maker;
    private final Map<ByteBuffer, Entry> entries = new HashMap<>();
    private int sweepAt;

    /** @param isOpen which limits let pass what they have no room to count */
    CounterTable(int maxCounters, Function<Limit, LimitCounter> maker, Predicate<LimitDefinition> isOpen) {
        this.maxCounters = maxCounters;
        this.isOpen = isOpen;
        this.maker = maker;
        this.sweepAt = Math.min(maxCounters, MIN_SWEEP);
    }

    /**
     * A table that holds the whole of each limit.
     *
     * @param maxCounters at least 1
     */
    public static CounterTable ofWholeLimits(int maxCounters) {
        return new CounterTable(
                maxCounters, limit -> AlgorithmCounter.of(limit.definition(), NodeShare.WHOLE), limit -> false);
    }

    /** How many counters there are. */
    public int size() {
        return entries.size();
    }

    /** Takes up to n from every limit of the set: the most that all of them allow. */
    public TakeResult take(LimitSet set, int n, long nowMicros) {
        return take(set, n, nowMicros, counter -> {});
    }

    /** @param charged gets each counter that something was taken from */
    TakeResult take(LimitSet set, int n, long nowMicros, Consumer<LimitCounter> charged) {
        LimitCounter[] taken = new LimitCounter[set.size()];
        long granted = n;
        for (int i = 0; i < taken.length; i++) {
            taken[i] = counter(set.limit(i), nowMicros);
            granted = Math.min(granted, taken[i].available());
        }
        if (granted > 0) {
            for (LimitCounter counter : taken) {
                counter.charge(granted);
                charged.accept(counter);
            }
        }
        return result(taken, (int) granted, n, nowMicros);
    }

    /** Where a limit stands; makes no counter. */
    public Standing read(Limit limit, long nowMicros) {
        Entry entry = entries.get(ByteBuffer.wrap(limit.key()));
        LimitCounter counter = entry == null ? maker.apply(limit) : entry.counterFor(limit);
        counter.advance(nowMicros);
        return Standing.of(limit, counter.used(), counter.resetMillis(), nowMicros / 1000);
    }

    void clear() {
        entries.clear();
    }

    private LimitCounter counter(Limit limit, long nowMicros) {
        Entry entry = entries.get(ByteBuffer.wrap(limit.key()));
        LimitCounter counter = entry == null ? newCounter(limit, nowMicros) : entry.counterFor(limit);
        counter.advance(nowMicros);
        return counter;
    }

    private LimitCounter newCounter(Limit limit, long nowMicros) {
        if (!hasRoom(nowMicros)) {
            return new NoRoom(limit.definition(), isOpen.test(limit.definition()));
        }
        LimitCounter counter = maker.apply(limit);
        entries.put(ByteBuffer.wrap(limit.key()), new Entry(limit, counter));
        return counter;
    }

    /** Sweeps only each time the table has doubled, so that a take costs the same however many counters there are. */
    private boolean hasRoom(long nowMicros) {
        if (entries.size() >= sweepAt) {
            entries.values().removeIf(entry -> entry.isIdle(nowMicros));
            sweepAt = (int) Math.min(maxCounters, Math.max(MIN_SWEEP, 2L * entries.size()));
        }
        return entries.size() < maxCounters;
    }

    private static TakeResult result(LimitCounter[] counters, int granted, int wanted, long nowMicros) {
        long retry = 0;
        int refusing = 0;
        long[] values = new long[4 + 2 * counters.length];
        for (int i = 0; i < counters.length; i++) {
            long retryOfThis = granted < wanted ? counters[i].retryMillis() : 0;
            if (retryOfThis > retry) {
                retry = retryOfThis;
                refusing = i + 1;
            }
            values[4 + 2 * i] = counters[i].remaining();
            values[5 + 2 * i] = counters[i].resetMillis();
        }
        values[0] = granted;
        values[1] = nowMicros / 1000;
        values[2] = retry;
        values[3] = refusing;
        return new TakeResult(values);
    }

    /** A counter and the limit as it was last asked for. */
    private static final class Entry {
        private final LimitCounter counter;
        private Limit limit;

        Entry(Limit limit, LimitCounter counter) {
            this.limit = limit;
            this.counter = counter;
        }

        LimitCounter counterFor(Limit asked) {
            if (!limit.equals(asked)) {
                counter.redefine(asked.definition());
                limit = asked;
            }
            return counter;
        }

        boolean isIdle(long nowMicros) {
            counter.advance(nowMicros);
            return counter.used() == 0;
        }
    }
}
