package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.Scope;
import io.weir.analytics.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked has to be the same text each time, or Elasticsearch does not find it in its memory. */
class SearchesTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final TimeRange WEEK = new TimeRange(NOON.minus(Duration.ofDays(7)), NOON);
    private static final TimeRange LATER =
            new TimeRange(WEEK.from().plusSeconds(60), WEEK.to().plusSeconds(60));

    @Test
    void asksEqualFiltersInTheSameWords() {
        Map<Dimension, String> there = new LinkedHashMap<>();
        Map<Dimension, String> back = new LinkedHashMap<>();
        List<Dimension> dimensions = List.of(Dimension.values());
        for (int i = 0; i < dimensions.size(); i++) {
            there.put(dimensions.get(i), "5xx");
            back.put(dimensions.get(dimensions.size() - 1 - i), "5xx");
        }

        ObjectNode one = Searches.metrics(new Filter(WEEK, there, new Scope("acme", List.of("shop", "lab"))));
        ObjectNode other = Searches.metrics(new Filter(WEEK, back, new Scope("acme", List.of("lab", "shop"))));

        assertThat(one).hasToString(other.toString());
        assertThat(conditions(one)).hasSize(dimensions.size() + 3);
    }

    @Test
    void namesTheTimeOfACourseInAConditionAlone() {
        ObjectNode now = course(WEEK);
        ObjectNode later = course(LATER);

        assertThat(now.path("aggs")).hasToString(later.path("aggs").toString());
        assertThat(conditions(now).get(0)).isNotEqualTo(conditions(later).get(0));
    }

    @Test
    void asksForNoPointsWhereNothingWas() {
        JsonNode histogram =
                course(WEEK).path("aggs").path("by").path("aggs").path("points").path("date_histogram");

        assertThat(histogram.path("min_doc_count").asInt()).isOne();
        assertThat(histogram.has("extended_bounds")).isFalse();
    }

    private static ObjectNode course(TimeRange range) {
        Filter filter = new Filter(range, Map.of(), Scope.ALL);
        return CourseSearches.body(filter, Metric.LATENCY, Interval.HOUR, Dimension.API);
    }

    private static JsonNode conditions(ObjectNode body) {
        return body.path("query").path("bool").path("filter");
    }
}
