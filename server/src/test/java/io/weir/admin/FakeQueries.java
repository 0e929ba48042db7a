package io.weir.admin;

import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.CallSearch;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what was asked, and answers the same each time. */
final class FakeQueries implements AnalyticsQueries {
    static final Figures FIGURES = new Figures(7, 1, 2, 70, 700, new Figures.Latency(5, 4, 9, 10, 11));

    final List<Filter> filters = new ArrayList<>();
    final List<CallSearch> searches = new ArrayList<>();
    volatile @Nullable AnalyticsUnavailableException failure;
    volatile @Nullable Interval interval;

    private void asked(Filter filter) throws AnalyticsUnavailableException {
        filters.add(filter);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Answers.Summary summary(Filter filter, boolean isCompared) throws AnalyticsUnavailableException {
        asked(filter);
        return new Answers.Summary(false, FIGURES, isCompared ? FIGURES : null);
    }

    @Override
    public Answers.Course series(Filter filter, Metric metric, Interval asked, @Nullable Dimension by)
            throws AnalyticsUnavailableException {
        asked(filter);
        interval = asked;
        return new Answers.Course(
                true,
                List.of(new Answers.Series(
                        "", List.of(new Answers.Point(filter.range().from(), FIGURES)))));
    }

    @Override
    public Answers.Top top(Filter filter, Metric metric, Dimension by, int limit) throws AnalyticsUnavailableException {
        asked(filter);
        return new Answers.Top(true, FIGURES, List.of(new Answers.Entry("pets", FIGURES)));
    }

    @Override
    public Answers.Calls calls(CallSearch search) throws AnalyticsUnavailableException {
        asked(search.filter());
        searches.add(search);
        if ("broken".equals(search.after())) {
            throw new IllegalArgumentException("after");
        }
        return new Answers.Calls(
                true,
                1,
                List.of(AdminJson.MAPPER
                        .createObjectNode()
                        .put("requestId", "q1")
                        .put("target", "10.0.0.1:80")),
                "more");
    }

    @Override
    public Answers.Usage usage(Filter filter, @Nullable String after) throws AnalyticsUnavailableException {
        asked(filter);
        return new Answers.Usage(
                true, List.of(new Answers.UsageRow(LocalDate.of(2026, 11, 29), "=shop", "pets", "", FIGURES)), "more");
    }
}
