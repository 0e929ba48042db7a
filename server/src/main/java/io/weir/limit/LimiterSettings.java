package io.weir.limit;

import java.time.Duration;

/**
 * Bounds of a node's limiter.
 *
 * @param commandTimeout how long a round trip's answers are waited for, {@code datastore.commandTimeout}
 * @param connectTimeout for connecting, and for each answer until the store is asked; no request waits for it
 * @param maxChecksInFlight waiting for the store; what comes on top is decided by this node alone
 * @param maxCounters kept while the store is away; what needs a further one is refused
 * @param maxRemembered refusals, and limits whose last known state is kept
 */
public record LimiterSettings(
        Duration commandTimeout, Duration connectTimeout, int maxChecksInFlight, int maxCounters, int maxRemembered) {

    /** Those of a node. */
    public static LimiterSettings of(Duration commandTimeout) {
        return new LimiterSettings(commandTimeout, Duration.ofMillis(500), 16_384, 100_000, 65_536);
    }
}
