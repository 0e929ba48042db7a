package io.weir.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.Family;
import java.time.Duration;

/**
 * When a family goes on in a new index.
 *
 * @param maxGigabytes of the primary shard
 * @param maxAge since the index was made
 */
record RolloverRules(int maxGigabytes, Duration maxAge) {
    /** What is kept is kept in at least so many indices, so that little is kept for longer than it has to be. */
    private static final int MIN_PARTS = 10;

    private static final Duration MIN_AGE = Duration.ofMinutes(30);

    static RolloverRules of(Family family, Duration retention) {
        RolloverRules usual = switch (family) {
            case TRANSACTIONS -> new RolloverRules(25, Duration.ofDays(1));
            case METRICS -> new RolloverRules(10, Duration.ofDays(7));
            default -> new RolloverRules(5, Duration.ofDays(7));
        };
        Duration part = retention.dividedBy(MIN_PARTS);
        Duration least = part.compareTo(MIN_AGE) < 0 ? MIN_AGE : part;
        return usual.maxAge().compareTo(least) <= 0 ? usual : new RolloverRules(usual.maxGigabytes(), least);
    }

    /** As the server takes them: the first one that holds counts. */
    ObjectNode conditions() {
        return ElasticAnswer.MAPPER
                .createObjectNode()
                .put("max_age", maxAge.toMinutes() + "m")
                .put("max_primary_shard_size", maxGigabytes + "gb");
    }
}
