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

    /** Minute documents of a long time are in about so many indices, which a question has to ask all. */
    private static final int METRICS_PARTS = 60;

    private static final Duration HALF_DAY = Duration.ofHours(12);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    static RolloverRules of(Family family, Duration retention) {
        RolloverRules usual = switch (family) {
            case TRANSACTIONS -> new RolloverRules(25, DAY);
            case METRICS -> new RolloverRules(10, metricsAge(retention));
            default -> new RolloverRules(5, WEEK);
        };
        Duration part = retention.dividedBy(MIN_PARTS);
        Duration least = part.compareTo(MIN_AGE) < 0 ? MIN_AGE : part;
        return usual.maxAge().compareTo(least) <= 0 ? usual : new RolloverRules(usual.maxGigabytes(), least);
    }

    /** An index that nothing is written to any more answers from memory: the shorter they are, the less is summed up anew. */
    private static Duration metricsAge(Duration retention) {
        Duration part = retention.dividedBy(METRICS_PARTS);
        if (part.compareTo(HALF_DAY) <= 0) {
            return HALF_DAY;
        }
        return part.compareTo(WEEK) < 0 ? part : WEEK;
    }

    /** As the server takes them: the first one that holds counts. */
    ObjectNode conditions() {
        return ElasticAnswer.MAPPER
                .createObjectNode()
                .put("max_age", maxAge.toMinutes() + "m")
                .put("max_primary_shard_size", maxGigabytes + "gb");
    }
}
