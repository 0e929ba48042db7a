package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the course of a figure over time, as one series or as those of the greatest values of a dimension. Any thread. */
final class CourseSearches {
    private static final String BY = "by";
    private static final String POINTS = "points";

    /** Series of one course. */
    private static final int MAX_SERIES = 10;

    private final ElasticCluster cluster;

    CourseSearches(ElasticCluster cluster) {
        this.cluster = cluster;
    }

    Answers.Course draw(Filter filter, Metric metric, Interval interval, @Nullable Dimension by)
            throws AnalyticsUnavailableException, InterruptedException {
        Filter whole = filter.at(filter.range().wholeMinutes());
        JsonNode answer = Searches.ask(cluster, Family.METRICS, body(whole, metric, interval, by));
        JsonNode all = answer.path("aggregations");
        FigureSums sums = FigureSums.of(metric);
        List<Answers.Series> series = new ArrayList<>();
        if (by == null) {
            series.add(new Answers.Series("", points(all, whole.range(), interval, sums)));
        } else {
            for (JsonNode group : all.path(BY).path("buckets")) {
                series.add(
                        new Answers.Series(group.path("key").asText(), points(group, whole.range(), interval, sums)));
            }
        }
        return new Answers.Course(Searches.isComplete(answer), series);
    }

    /** What is asked. The time stands in the condition alone: see {@link Searches#metrics}. */
    static ObjectNode body(Filter filter, Metric metric, Interval interval, @Nullable Dimension by) {
        ObjectNode body = Searches.metrics(filter);
        ObjectNode aggregations = body.putObject("aggs");
        if (by != null) {
            ObjectNode groups = aggregations.putObject(BY);
            Searches.greatest(groups, by, MAX_SERIES, metric);
            aggregations = groups.putObject("aggs");
            FigureSums.of(metric == Metric.LATENCY ? Metric.REQUESTS : metric).addTo(aggregations);
        }
        ObjectNode points = aggregations.putObject(POINTS);
        points.putObject("date_histogram")
                .put("field", Searches.TIME)
                .put("fixed_interval", interval.label())
                .put("min_doc_count", 1);
        FigureSums.of(metric).addTo(points.putObject("aggs"));
        return body;
    }

    /** Every point of the time, also where nothing was found. */
    private static List<Answers.Point> points(JsonNode group, TimeRange range, Interval interval, FigureSums sums) {
        Map<Long, Figures> found = new HashMap<>();
        for (JsonNode bucket : group.path(POINTS).path("buckets")) {
            found.put(bucket.path("key").asLong(), sums.read(bucket));
        }
        Figures none = sums.read(ElasticAnswer.MAPPER.missingNode());
        List<Answers.Point> points = new ArrayList<>();
        long length = interval.length().toMillis();
        long at = Math.floorDiv(range.from().toEpochMilli(), length) * length;
        for (; at < range.to().toEpochMilli(); at += length) {
            points.add(new Answers.Point(Instant.ofEpochMilli(at), found.getOrDefault(at, none)));
        }
        return points;
    }
}
