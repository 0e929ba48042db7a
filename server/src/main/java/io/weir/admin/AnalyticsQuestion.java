package io.weir.admin;

import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.Scope;
import io.weir.analytics.query.TimeRange;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.Role;
import io.weir.catalog.Stored;
import io.weir.publishing.FieldProblem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a question to analytics, read and checked.
 *
 * @param now what relative times are relative to
 */
record AnalyticsQuestion(Call call, Instant now) {
    private static final String DEFAULT_FROM = "now-1h";

    /** A subscriber has few; who has more sees the first of them. */
    private static final int MAX_APPLICATIONS = 1000;

    /** @param catalog tells whose applications are whose */
    Filter filter(Catalog catalog) {
        Map<Dimension, String> equal = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            String value = call.parameters().query(dimension.field());
            if (value != null) {
                equal.put(dimension, value);
            }
        }
        return new Filter(range(), equal, scope(call.caller(), catalog));
    }

    private TimeRange range() {
        Instant from = instant("from", DEFAULT_FROM);
        Instant to = instant("to", "now");
        if (!from.plusMillis(1).isBefore(to)) {
            throw invalid("from", from + " (expected: before to, which is " + to + ")");
        }
        return new TimeRange(from, to);
    }

    private Instant instant(String name, String otherwise) {
        String text = call.parameters().query(name, otherwise);
        return TimeRange.instant(text, now)
                .orElseThrow(() -> invalid(name, text + " (expected: " + TimeRange.EXPECTED + ")"));
    }

    Metric metric() {
        return Metric.valueOf(call.parameters().query("metric", "requests").toUpperCase(Locale.ROOT));
    }

    @Nullable
    Dimension by() {
        String name = call.parameters().query("by");
        Dimension by = name == null ? null : Dimension.of(name).orElse(null);
        if (call.caller().isConsumer() && (by == Dimension.NODE || by == Dimension.TARGET)) {
            throw ProblemException.forbidden("by: " + name + " (expected: a dimension that subscribers may see)");
        }
        return by;
    }

    /** @param series how many there may be at most */
    Interval interval(TimeRange range, int series) {
        long most = AnalyticsQueries.MAX_POINTS / series;
        String label = call.parameters().query("interval", "auto");
        Interval interval = Interval.of(label).orElseGet(() -> Interval.readable(range, most));
        if (interval.points(range) > most) {
            throw invalid(
                    "interval",
                    interval.label() + ", which gives " + interval.points(range) + " points from " + range.from()
                            + " to " + range.to() + " (expected: at most " + most
                            + "; a longer interval or a shorter time)");
        }
        return interval;
    }

    int limit(String otherwise) {
        return Integer.parseInt(call.parameters().query("limit", otherwise));
    }

    private static ProblemException invalid(String name, String message) {
        return ProblemException.invalid(List.of(new FieldProblem("query." + name, message)));
    }

    /** Publishers see what concerns their organization's APIs, subscribers what their own applications did. */
    static Scope scope(Principal caller, Catalog catalog) {
        boolean seesAll = caller.hasAny(Set.of(Role.ADMIN, Role.VIEWER));
        if (seesAll || caller.hasAny(Set.of(Role.PUBLISHER))) {
            boolean isDefault = caller.organization().equals(Organization.DEFAULT);
            return seesAll && isDefault ? Scope.ALL : new Scope(caller.organization(), null);
        }
        return new Scope(null, ownApplications(caller, catalog));
    }

    private static List<String> ownApplications(Principal caller, Catalog catalog) {
        return StreamSupport.stream(catalog.all(Kind.APPLICATION).spliterator(), false)
                .map(Stored::definition)
                .filter(definition -> definition instanceof Application application
                        && caller.user().equals(application.owner()))
                .map(definition -> definition.id())
                .limit(MAX_APPLICATIONS)
                .toList();
    }
}
