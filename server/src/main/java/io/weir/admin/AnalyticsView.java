package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Figures.Latency;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.TimeRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the REST API shows what analytics answered. */
final class AnalyticsView {
    private static final Set<Metric> ALL = EnumSet.allOf(Metric.class);

    private static final List<String> INTERNALS = List.of("node", "run", "seq", "target", "attempts", "revision");

    private AnalyticsView() {}

    private static ObjectNode head(boolean isComplete, TimeRange range) {
        return AdminJson.MAPPER
                .createObjectNode()
                .put("complete", isComplete)
                .put("from", range.from().toString())
                .put("to", range.to().toString());
    }

    static ObjectNode summary(TimeRange range, Answers.Summary summary) {
        ObjectNode view = head(summary.isComplete(), range);
        view.set("total", figures(summary.total(), ALL));
        Figures previous = summary.previous();
        if (previous != null) {
            ObjectNode before = view.putObject("previous");
            before.put("from", range.previous().from().toString());
            before.put("to", range.from().toString());
            before.set("total", figures(previous, ALL));
        }
        return view;
    }

    static ObjectNode course(
            TimeRange range, Metric metric, Interval interval, @Nullable Dimension by, Answers.Course course) {
        ObjectNode view = head(course.isComplete(), range);
        view.put("metric", metric.label());
        view.put("interval", interval.label());
        if (by != null) {
            view.put("by", by.field());
        }
        ArrayNode series = view.putArray("series");
        for (Answers.Series one : course.series()) {
            ObjectNode shown = series.addObject().put("key", one.key());
            ArrayNode points = shown.putArray("points");
            for (Answers.Point point : one.points()) {
                ObjectNode figures = figures(point.figures(), EnumSet.of(metric, Metric.REQUESTS));
                points.addObject().put("time", point.time().toString()).setAll(figures);
            }
        }
        return view;
    }

    static ObjectNode top(TimeRange range, Metric metric, Dimension by, Answers.Top top) {
        ObjectNode view = head(top.isComplete(), range);
        view.put("metric", metric.label());
        view.put("by", by.field());
        view.set("total", figures(top.total(), ALL));
        ArrayNode items = view.putArray("items");
        top.entries().forEach(entry -> items.addObject().put("key", entry.key()).setAll(figures(entry.figures(), ALL)));
        return view;
    }

    /** @param isConsumer whether what lies behind the gateway is nobody's business */
    static ObjectNode calls(Answers.Calls calls, boolean isConsumer) {
        if (isConsumer) {
            calls.documents().forEach(document -> ((ObjectNode) document).remove(INTERNALS));
        }
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("complete", calls.isComplete());
        view.put("total", calls.total());
        view.putArray("items").addAll(calls.documents());
        view.put("next", calls.next());
        return view;
    }

    static ObjectNode usage(TimeRange range, Answers.Usage usage) {
        ObjectNode view = head(usage.isComplete(), range);
        ArrayNode items = view.putArray("items");
        for (Answers.UsageRow row : usage.rows()) {
            items.addObject()
                    .put("day", row.day().toString())
                    .put("application", row.application())
                    .put("api", row.api())
                    .put("plan", row.plan())
                    .setAll(figures(row.figures(), ALL));
        }
        view.put("next", usage.next());
        return view;
    }

    private static ObjectNode figures(Figures figures, Set<Metric> wanted) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode().put("requests", figures.requests());
        if (wanted.contains(Metric.ERRORS)) {
            view.put("errors", figures.errors());
        }
        if (wanted.contains(Metric.VIOLATIONS)) {
            view.put("violations", figures.violations());
        }
        if (wanted.contains(Metric.BYTES)) {
            view.put("requestBytes", figures.requestBytes());
            view.put("responseBytes", figures.responseBytes());
        }
        Latency latency = figures.latency();
        if (latency != null) {
            view.putObject("latencyMicros")
                    .put("mean", latency.mean())
                    .put("p50", latency.p50())
                    .put("p95", latency.p95())
                    .put("p99", latency.p99())
                    .put("max", latency.max());
        }
        return view;
    }
}
