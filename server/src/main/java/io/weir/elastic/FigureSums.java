package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Figures.Latency;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.Percentiles;
import java.util.EnumSet;
import java.util.Set;

/**
 * The sums over minute documents that a question needs: asked for as aggregations, read back as {@link Figures}.
 *
 * @param metrics what is counted; requests always are
 */
record FigureSums(Set<Metric> metrics) {
    static final String REQUESTS = "count";

    private static final String LATENCY = "latency.";
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    static FigureSums of(Metric metric) {
        return new FigureSums(EnumSet.of(metric));
    }

    static FigureSums all() {
        return new FigureSums(EnumSet.allOf(Metric.class));
    }

    /** Everything but the latency, which has many parts. */
    static FigureSums plain() {
        return new FigureSums(EnumSet.complementOf(EnumSet.of(Metric.LATENCY)));
    }

    /** The name of the aggregation that orders by a metric. */
    static String order(Metric metric) {
        return switch (metric) {
            case ERRORS -> "errors";
            case VIOLATIONS -> "violations";
            case BYTES -> "responseBytes";
            case REQUESTS, LATENCY -> REQUESTS;
        };
    }

    /** Adds what is to be summed up. */
    void addTo(ObjectNode aggregations) {
        sum(aggregations, REQUESTS);
        if (metrics.contains(Metric.ERRORS)) {
            sum(aggregations, "errors");
        }
        if (metrics.contains(Metric.VIOLATIONS)) {
            sum(aggregations, "violations");
        }
        if (metrics.contains(Metric.BYTES)) {
            sum(aggregations, "requestBytes");
            sum(aggregations, "responseBytes");
        }
        if (metrics.contains(Metric.LATENCY)) {
            sum(aggregations, "durationMicrosSum");
            aggregations.putObject("maxMicros").putObject("max").put("field", "maxMicros");
            for (int bucket = 0; bucket < Percentiles.COUNT; bucket++) {
                sum(aggregations, LATENCY + bucket);
            }
        }
    }

    private static void sum(ObjectNode aggregations, String field) {
        // A dot has a meaning in the paths of aggregations.
        aggregations.putObject(field.replace('.', '_')).putObject("sum").put("field", field);
    }

    Figures read(JsonNode bucket) {
        return new Figures(
                value(bucket, REQUESTS),
                value(bucket, "errors"),
                value(bucket, "violations"),
                value(bucket, "requestBytes"),
                value(bucket, "responseBytes"),
                metrics.contains(Metric.LATENCY) ? latency(bucket) : null);
    }

    private static Latency latency(JsonNode bucket) {
        long[] counts = new long[Percentiles.COUNT];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = value(bucket, "latency_" + i);
        }
        long requests = value(bucket, REQUESTS);
        long max = value(bucket, "maxMicros");
        return new Latency(
                requests == 0 ? 0 : value(bucket, "durationMicrosSum") / requests,
                Percentiles.of(counts, MEDIAN, max),
                Percentiles.of(counts, P95, max),
                Percentiles.of(counts, P99, max),
                max);
    }

    private static long value(JsonNode bucket, String name) {
        return Math.round(bucket.path(name).path("value").asDouble(0));
    }
}
