package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all searches have in common: their bounds, the filter, and how their answers are judged. */
final class Searches {
    static final String TIME = "@timestamp";

    /** Less than the client's patience, so that a slow search answers with what it has. */
    private static final String TIMEOUT = "9s";

    private Searches() {}

    static ObjectNode body(int size) {
        return ElasticAnswer.MAPPER.createObjectNode().put("size", size).put("timeout", TIMEOUT);
    }

    /**
     * A question about minute documents. Elasticsearch leaves a condition on time out where the whole of an index meets it, and finds
     * what that index answered last time in its memory, if all else is the same, byte by byte. So times stand in such conditions alone,
     * and equal filters are equal texts (ADR 20).
     */
    static ObjectNode metrics(Filter filter) {
        ObjectNode body = body(0).put("track_total_hits", false);
        add(filter, body.putObject("query").putObject("bool").putArray("filter"));
        return body;
    }

    /** The greatest values of a dimension by a metric, which is to be summed up in each. */
    static void greatest(ObjectNode groups, Dimension by, int size, Metric metric) {
        ObjectNode terms = groups.putObject("terms").put("field", by.field()).put("size", size);
        // Sums that are small in each index may be great together.
        terms.put("shard_size", Math.min(size * 10, AnalyticsQueries.MAX_ITEMS));
        terms.putObject("order").put(FigureSums.order(metric), "desc");
    }

    /** Adds a filter's conditions, those of equal filters in the same order. */
    static void add(Filter filter, ArrayNode conditions) {
        conditions.add(within(filter.range()));
        for (Dimension dimension : Dimension.values()) {
            String value = filter.equal().get(dimension);
            if (value != null) {
                add(dimension, value, conditions);
            }
        }
        String organization = filter.scope().organization();
        if (organization != null) {
            term(conditions, "organization", organization);
        }
        List<String> applications = filter.scope().applications();
        if (applications != null) {
            ArrayNode values = conditions.addObject().putObject("terms").putArray("application");
            applications.stream().sorted().forEach(values::add);
        }
    }

    private static void add(Dimension dimension, String value, ArrayNode conditions) {
        if (dimension == Dimension.STATUS_CLASS) {
            // Transactions have no such field, and the first digit says as much.
            int hundreds = (value.charAt(0) - '0') * 100;
            conditions
                    .addObject()
                    .putObject("range")
                    .putObject("status")
                    .put("gte", hundreds)
                    .put("lt", hundreds + 100);
        } else {
            term(conditions, dimension.field(), value);
        }
    }

    static void term(ArrayNode conditions, String field, String value) {
        conditions.addObject().putObject("term").put(field, value);
    }

    static ObjectNode within(TimeRange range) {
        ObjectNode condition = ElasticAnswer.MAPPER.createObjectNode();
        condition
                .putObject("range")
                .putObject(TIME)
                .put("gte", range.from().toEpochMilli())
                .put("lt", range.to().toEpochMilli())
                .put("format", "epoch_millis");
        return condition;
    }

    /** A family that has no index yet has no documents. */
    static JsonNode ask(ElasticCluster cluster, Family family, ObjectNode body)
            throws AnalyticsUnavailableException, InterruptedException {
        return cluster.ask(ElasticRequest.post("/" + family.alias() + "/_search", body)
                .with("ignore_unavailable", "true")
                .with("allow_no_indices", "true"));
    }

    static boolean isComplete(JsonNode answer) {
        return !answer.path("timed_out").asBoolean()
                && answer.path("_shards").path("failed").asInt() == 0;
    }

    /** Where to go on, as a text that means nothing to others. */
    static String token(JsonNode place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException where the text is no place that was given out */
    static @Nullable JsonNode place(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            return ElasticAnswer.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("after: " + token + " (expected: next of the page before)", e);
        }
    }
}
