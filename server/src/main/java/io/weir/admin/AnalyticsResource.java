package io.weir.admin;

import io.vertx.core.buffer.Buffer;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.CallSearch;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.catalog.Catalog;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /analytics/…}: totals, courses over time, top lists, single calls, usage. */
final class AnalyticsResource implements Resource {
    private static final int MAX_SERIES = 10;
    private static final int ANY_STATUS = 999;

    /** Parameters that are a field of a transaction and no dimension. */
    private static final List<String> FIELDS =
            List.of("requestId", "error", "clientIp", "method", "subscription", "resource", "limit", "run");

    private final Supplier<Optional<AnalyticsQueries>> queries;
    private final Supplier<Catalog> catalog;
    private final InstantSource clock;

    AnalyticsResource(Supplier<Optional<AnalyticsQueries>> queries, Supplier<Catalog> catalog, InstantSource clock) {
        this.queries = queries;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Asks the analytics server. */
    @FunctionalInterface
    private interface Question {
        Answer ask(AnalyticsQueries server, AnalyticsQuestion about)
                throws AnalyticsUnavailableException, InterruptedException;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getAnalyticsSummary", handler(this::summary),
                "getAnalyticsSeries", handler(this::series),
                "getAnalyticsTop", handler(this::top),
                "listAnalyticsEvents", handler(this::events),
                "getAnalyticsUsage", handler(this::usage));
    }

    private OperationHandler handler(Question question) {
        return call -> {
            AnalyticsQueries server = queries.get()
                    .orElseThrow(() -> new ProblemException(
                            501,
                            "analytics-off",
                            "analytics.enabled: false (expected: true, in config.xml or by PUT /settings/analytics)"));
            try {
                return question.ask(server, new AnalyticsQuestion(call, clock.instant()));
            } catch (AnalyticsUnavailableException e) {
                throw new ProblemException(
                        503,
                        "analytics-unavailable",
                        String.valueOf(e.getMessage()),
                        List.of(),
                        Map.of("Retry-After", "5"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ProblemException.busy("the node is stopping");
            }
        };
    }

    private Answer summary(AnalyticsQueries server, AnalyticsQuestion about)
            throws AnalyticsUnavailableException, InterruptedException {
        Filter filter = about.filter(catalog.get());
        boolean isCompared = about.call().parameters().query("compare") != null;
        return Answer.json(200, AnalyticsView.summary(filter.range(), server.summary(filter, isCompared)));
    }

    private Answer series(AnalyticsQueries server, AnalyticsQuestion about)
            throws AnalyticsUnavailableException, InterruptedException {
        Filter filter = about.filter(catalog.get());
        Dimension by = about.by();
        Metric metric = about.metric();
        Interval interval = about.interval(filter.range(), by == null ? 1 : MAX_SERIES);
        Answers.Course course = server.series(filter, metric, interval, by);
        return Answer.json(200, AnalyticsView.course(filter.range(), metric, interval, by, course));
    }

    private Answer top(AnalyticsQueries server, AnalyticsQuestion about)
            throws AnalyticsUnavailableException, InterruptedException {
        Filter filter = about.filter(catalog.get());
        Dimension by = Objects.requireNonNullElse(about.by(), Dimension.API);
        Answers.Top top = server.top(filter, about.metric(), by, about.limit("10"));
        return Answer.json(200, AnalyticsView.top(filter.range(), about.metric(), by, top));
    }

    private Answer events(AnalyticsQueries server, AnalyticsQuestion about)
            throws AnalyticsUnavailableException, InterruptedException {
        Parameters parameters = about.call().parameters();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = field.equals("limit") ? parameters.query("limitOutcome") : parameters.query(field);
            if (value != null) {
                texts.put(field, value);
            }
        }
        CallSearch search = new CallSearch(
                about.filter(catalog.get()),
                texts,
                number(parameters.query("minStatus"), 0),
                number(parameters.query("maxStatus"), ANY_STATUS),
                parameters.query("path", ""),
                about.limit("50"),
                parameters.query("after"));
        return Answer.json(
                200,
                AnalyticsView.calls(
                        checkedPlace(() -> server.calls(search)),
                        about.call().caller().isConsumer()));
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private Answer usage(AnalyticsQueries server, AnalyticsQuestion about)
            throws AnalyticsUnavailableException, InterruptedException {
        Filter filter = about.filter(catalog.get());
        Parameters parameters = about.call().parameters();
        Answers.Usage usage = checkedPlace(() -> server.usage(filter, parameters.query("after")));
        if (!parameters.query("format", "json").equals("csv")) {
            return Answer.json(200, AnalyticsView.usage(filter.range(), usage));
        }
        Answer answer = Answer.of(200, UsageCsv.MEDIA_TYPE, Buffer.buffer(UsageCsv.of(usage.rows())))
                .with("Content-Disposition", "attachment; filename=\"usage.csv\"")
                .with("X-Complete", Boolean.toString(usage.isComplete()));
        return usage.next() == null ? answer : answer.with("X-Next", usage.next());
    }

    /** Asks for a page. */
    @FunctionalInterface
    private interface Page<T> {
        T ask() throws AnalyticsUnavailableException, InterruptedException;
    }

    private static <T> T checkedPlace(Page<T> page) throws AnalyticsUnavailableException, InterruptedException {
        try {
            return page.ask();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(List.of(new io.weir.publishing.FieldProblem(
                    "query.after", "not a page (expected: next of the page before)")));
        }
    }
}
