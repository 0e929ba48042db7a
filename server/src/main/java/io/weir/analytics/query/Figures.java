package io.weir.analytics.query;

import org.jspecify.annotations.Nullable;

/**
 * Sums over calls. What was not asked for is 0.
 *
 * @param errors answered with 5xx
 * @param violations refused by a policy: 401, 403, 429
 * @param latency null where it was not asked for
 */
public record Figures(
        long requests,
        long errors,
        long violations,
        long requestBytes,
        long responseBytes,
        @Nullable Latency latency) {

    /** How long calls took, in microseconds; all 0 without calls. */
    public record Latency(long mean, long p50, long p95, long p99, long max) {}
}
