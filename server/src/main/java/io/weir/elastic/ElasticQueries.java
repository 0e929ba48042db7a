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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions as Elasticsearch answers them. Any thread. */
final class ElasticQueries implements AnalyticsQueries {
    private static final String NOW = "now";
    private static final String BEFORE = "before";
    private static final String BY = "by";

    /** Out of so many with the most calls the slowest are found. */
    private static final int LATENCY_CANDIDATES = 100;

    private final ElasticCluster cluster;
    private final CourseSearches courses;
    private final CallSearches calls;
    private final UsageSearches usage;

    ElasticQueries(ElasticCluster cluster) {
        this.cluster = cluster;
        this.courses = new CourseSearches(cluster);
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
        ObjectNode body = Searches.metrics(filter.at(both));
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
        return courses.draw(filter, metric, interval, by);
    }

    @Override
    public Answers.Top top(Filter filter, Metric metric, Dimension by, int limit)
            throws AnalyticsUnavailableException, InterruptedException {
        boolean isLatency = metric == Metric.LATENCY;
        FigureSums sums = isLatency ? FigureSums.all() : FigureSums.plain();
        ObjectNode body = Searches.metrics(filter.at(filter.range().wholeMinutes()));
        ObjectNode aggregations = body.putObject("aggs");
        ObjectNode groups = aggregations.putObject(BY);
        Searches.greatest(groups, by, isLatency ? LATENCY_CANDIDATES : limit, metric);
        sums.addTo(groups.putObject("aggs"));
        // Latencies are most of the work, and nobody asks for those of all in a list of some.
        FigureSums.plain().addTo(aggregations);
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
                FigureSums.plain().read(answer.path("aggregations")),
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

    private JsonNode ask(ObjectNode body) throws AnalyticsUnavailableException, InterruptedException {
        return Searches.ask(cluster, Family.METRICS, body);
    }
}
