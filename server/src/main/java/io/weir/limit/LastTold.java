package io.weir.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the store last told of each limit. Bounded: what was not told again while as many others were told is forgotten, so at most
 * twice {@code generation} are kept. Written by the limiter's thread, read by any.
 */
final class LastTold {
    private static final int MICROS_PER_MILLI = 1000;

    private final int generation;
    private volatile Map<Limit, Told> young = new ConcurrentHashMap<>();
    private volatile Map<Limit, Told> old = Map.of();
    private volatile long sequence;

    /**
     * Where a limit stood.
     *
     * @param micros the store's clock then
     * @param sequence greater than that of all told before
     */
    record Told(long remaining, long resetMillis, long micros, long sequence) {
        long millisUntilReset(long storeMillis) {
            return micros / MICROS_PER_MILLI + resetMillis - storeMillis;
        }
    }

    LastTold(int generation) {
        this.generation = generation;
    }

    @Nullable
    Told find(Limit limit) {
        Told told = young.get(limit);
        return told != null ? told : old.get(limit);
    }

    /** The sequence of what was told last of all. */
    long sequence() {
        return sequence;
    }

    void remember(LimitSet set, TakeResult result) {
        long next = sequence + 1;
        for (int i = 0; i < set.size(); i++) {
            long micros = result.storeMillis() * MICROS_PER_MILLI;
            young.put(set.limit(i), new Told(result.remaining(i), result.resetMillis(i), micros, next));
        }
        sequence = next;
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    int size() {
        return young.size() + old.size();
    }

    void clear() {
        old = Map.of();
        young.clear();
    }
}
