package io.weir.limit;

import java.time.Instant;

/**
 * Where one counter stands.
 *
 * @param used what counts now; more than the limit's {@link Limit#max} where that was lowered, or nodes granted alone
 * @param remaining what can be taken at once, at least 0
 * @param resetMillis until nothing counts any more if nothing more is taken
 * @param storeMillis when this was true, by the store's clock, in milliseconds since 1970
 */
public record Standing(long used, long remaining, long resetMillis, long storeMillis) {

    /** What a counter of a limit says. */
    public static Standing of(Limit limit, long used, long resetMillis, long storeMillis) {
        return new Standing(used, Math.max(0, limit.max() - used), resetMillis, storeMillis);
    }

    /** When nothing counts any more if nothing more is taken, by the store's clock. */
    public Instant resetsAt() {
        return Instant.ofEpochMilli(storeMillis + resetMillis);
    }
}
