package io.weir.analytics.query;

import io.weir.analytics.AnalyticsUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from what the analytics server has. Each is one bounded request. Totals, courses and top lists come from the minute
 * documents, so a question over months costs no more than its minutes; single calls come from the transactions. Blocks for some seconds
 * at most; any thread, several at once.
 */
public interface AnalyticsQueries {

    /** Entries of one page, or of a top list, at most. */
    int MAX_ITEMS = 1000;

    /** Points of all series together, at most. */
    int MAX_POINTS = 1500;

    /**
     * Totals of a time, and of the same length of time before it.
     *
     * @param isCompared whether the time before is asked for
     */
    Answers.Summary summary(Filter filter, boolean isCompared)
            throws AnalyticsUnavailableException, InterruptedException;

    /**
     * The course of a figure over time.
     *
     * @param by one series for each value of it, the greatest first; null for one series of everything
     */
    Answers.Course series(Filter filter, Metric metric, Interval interval, @Nullable Dimension by)
            throws AnalyticsUnavailableException, InterruptedException;

    /**
     * The greatest values of a dimension.
     *
     * @param limit from 1 to 100
     */
    Answers.Top top(Filter filter, Metric metric, Dimension by, int limit)
            throws AnalyticsUnavailableException, InterruptedException;

    /** Single calls, the newest first. */
    Answers.Calls calls(CallSearch search) throws AnalyticsUnavailableException, InterruptedException;

    /**
     * What was used on each day by each application of each API on each plan.
     *
     * @param after where to go on, as the page before told; null for the beginning
     */
    Answers.Usage usage(Filter filter, @Nullable String after)
            throws AnalyticsUnavailableException, InterruptedException;
}
