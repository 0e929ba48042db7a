package io.weir.analytics.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which single calls are looked for.
 *
 * @param texts fields of transactions, and the values that they have
 * @param minStatus the least status; 0 for any
 * @param maxStatus the greatest status; 999 for any
 * @param pathPrefix what the path begins with; empty for any
 * @param limit from 1 to {@link AnalyticsQueries#MAX_ITEMS}
 * @param after where to go on, as the page before told; null for the newest
 */
public record CallSearch(
        Filter filter,
        Map<String, String> texts,
        int minStatus,
        int maxStatus,
        String pathPrefix,
        int limit,
        @Nullable String after) {
    public CallSearch {
        texts = Map.copyOf(texts);
    }
}
