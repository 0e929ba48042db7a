/**
 * Questions to what the analytics server has: totals, courses over time, top lists, single calls, usage.
 *
 * <p>Starting points: {@link io.weir.analytics.query.AnalyticsQueries} answers, {@link io.weir.analytics.query.Filter} says about what.
 */
@NullMarked
package io.weir.analytics.query;

import org.jspecify.annotations.NullMarked;
