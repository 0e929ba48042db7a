package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.CallSearch;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Figures.Latency;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions as Elasticsearch answers them. Any thread. */
final class ElasticQueries implements AnalyticsQueries {
    private static final String TIME = "@timestamp";
    private static final String NOW = "now";
    private static final String BEFORE = "before";
    private static final String BY = "by";
    private static final String POINTS = "points";

    /** Series of one course. */
    private static final int MAX_SERIES = 10;

    /** Out of so many with the most calls the slowest are found. */
    private static final int LATENCY_CANDIDATES = 100;

    private final ElasticCluster cluster;
    private final CallSearches calls;
    private final UsageSearches usage;

    ElasticQueries(ElasticCluster cluster) {
        this.cluster = cluster;
        this.calls = new CallSearches(cluster);
        this.usage = new UsageSearches(cluster);
    }

    @Override
    public Answers.Summary summary(Filter filter, boolean isCompared)
            throws AnalyticsUnavailableException, InterruptedException {
        TimeRange now = filter.range().wholeMinutes();
        TimeRange before = now.previous();
        TimeRange both = isCompared ? new TimeRange(before.from(), now.to()) : now;
        FigureSums sums = FigureSums.all();
        ObjectNode body = metrics(filter.at(both));
        ObjectNode parts = body.putObject("aggs").putObject("periods");
        ObjectNode filters = parts.putObject("filters").putObject("filters");
        filters.set(NOW, Searches.within(now));
        if (isCompared) {
            filters.set(BEFORE, Searches.within(before));
        }
        sums.addTo(parts.putObject("aggs"));
        JsonNode answer = ask(body);
        JsonNode buckets = answer.path("aggregations").path("periods").path("buckets");
        return new Answers.Summary(
                Searches.isComplete(answer),
                sums.read(buckets.path(NOW)),
                isCompared ? sums.read(buckets.path(BEFORE)) : null);
    }

    @Override
    public Answers.Course series(Filter filter, Metric metric, Interval interval, @Nullable Dimension by)
            throws AnalyticsUnavailableException, InterruptedException {
        FigureSums sums = FigureSums.of(metric);
        TimeRange range = filter.range().wholeMinutes();
        ObjectNode body = metrics(filter.at(range));
        ObjectNode aggregations = body.putObject("aggs");
        if (by != null) {
            ObjectNode groups = aggregations.putObject(BY);
            terms(groups, by, MAX_SERIES, metric);
            aggregations = groups.putObject("aggs");
            FigureSums.of(metric == Metric.LATENCY ? Metric.REQUESTS : metric).addTo(aggregations);
        }
        ObjectNode points = aggregations.putObject(POINTS);
        histogram(points, interval, range);
        sums.addTo(points.putObject("aggs"));
        JsonNode answer = ask(body);
        JsonNode all = answer.path("aggregations");
        List<Answers.Series> series = new ArrayList<>();
        if (by == null) {
            List<Answers.Point> found = points(all, sums);
            series.add(new Answers.Series("", found.isEmpty() ? nothing(range, interval, sums) : found));
        } else {
            for (JsonNode group : all.path(BY).path("buckets")) {
                series.add(new Answers.Series(group.path("key").asText(), points(group, sums)));
            }
        }
        return new Answers.Course(Searches.isComplete(answer), series);
    }

    private static void histogram(ObjectNode points, Interval interval, TimeRange range) {
        ObjectNode histogram = points.putObject("date_histogram");
        histogram.put("field", TIME).put("fixed_interval", interval.label()).put("min_doc_count", 0);
        histogram
                .putObject("extended_bounds")
                .put("min", range.from().toEpochMilli())
                .put("max", range.to().toEpochMilli() - 1);
    }

    private static List<Answers.Point> points(JsonNode group, FigureSums sums) {
        List<Answers.Point> points = new ArrayList<>();
        for (JsonNode bucket : group.path(POINTS).path("buckets")) {
            points.add(new Answers.Point(Instant.ofEpochMilli(bucket.path("key").asLong()), sums.read(bucket)));
        }
        return points;
    }

    /** Where there is no index yet, nobody counts how often nothing happened. */
    private static List<Answers.Point> nothing(TimeRange range, Interval interval, FigureSums sums) {
        List<Answers.Point> points = new ArrayList<>();
        long length = interval.length().toMillis();
        Figures none = sums.read(ElasticAnswer.MAPPER.missingNode());
        for (long at = range.from().toEpochMilli() / length * length;
                at < range.to().toEpochMilli();
                at += length) {
            points.add(new Answers.Point(Instant.ofEpochMilli(at), none));
        }
        return points;
    }

    @Override
    public Answers.Top top(Filter filter, Metric metric, Dimension by, int limit)
            throws AnalyticsUnavailableException, InterruptedException {
        boolean isLatency = metric == Metric.LATENCY;
        FigureSums sums = isLatency ? FigureSums.all() : FigureSums.plain();
        ObjectNode body = metrics(filter.at(filter.range().wholeMinutes()));
        ObjectNode aggregations = body.putObject("aggs");
        ObjectNode groups = aggregations.putObject(BY);
        terms(groups, by, isLatency ? LATENCY_CANDIDATES : limit, metric);
        sums.addTo(groups.putObject("aggs"));
        sums.addTo(aggregations);
        JsonNode answer = ask(body);
        List<Answers.Entry> entries = new ArrayList<>();
        for (JsonNode group : answer.path("aggregations").path(BY).path("buckets")) {
            entries.add(new Answers.Entry(group.path("key").asText(), sums.read(group)));
        }
        if (isLatency) {
            entries.sort(Comparator.comparingLong(ElasticQueries::p95).reversed());
        }
        return new Answers.Top(
                Searches.isComplete(answer),
                sums.read(answer.path("aggregations")),
                entries.stream().limit(limit).toList());
    }

    private static long p95(Answers.Entry entry) {
        Figures figures = entry.figures();
        Latency latency = figures.latency();
        return latency == null ? 0 : latency.p95();
    }

    @Override
    public Answers.Calls calls(CallSearch search) throws AnalyticsUnavailableException, InterruptedException {
        return calls.find(search);
    }

    @Override
    public Answers.Usage usage(Filter filter, @Nullable String after)
            throws AnalyticsUnavailableException, InterruptedException {
        return usage.list(filter, after);
    }

    private static void terms(ObjectNode groups, Dimension by, int size, Metric metric) {
        ObjectNode terms = groups.putObject("terms").put("field", by.field()).put("size", size);
        // Sums that are small in each index may be great together.
        terms.put("shard_size", Math.min(size * 10, MAX_ITEMS));
        terms.putObject("order").put(FigureSums.order(metric), "desc");
    }

    private static ObjectNode metrics(Filter filter) {
        ObjectNode body = Searches.body(0).put("track_total_hits", false);
        Searches.add(filter, body.putObject("query").putObject("bool").putArray("filter"));
        return body;
    }

    private JsonNode ask(ObjectNode body) throws AnalyticsUnavailableException, InterruptedException {
        return Searches.ask(cluster, Family.METRICS, body);
    }
}
