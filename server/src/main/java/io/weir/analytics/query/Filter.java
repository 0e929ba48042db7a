package io.weir.analytics.query;

import java.util.Map;

/**
 * Which calls a question is about.
 *
 * @param equal the values that they have
 * @param scope what the asker may see
 */
public record Filter(TimeRange range, Map<Dimension, String> equal, Scope scope) {
    public Filter {
        equal = Map.copyOf(equal);
    }

    /** The same about another time. */
    public Filter at(TimeRange other) {
        return new Filter(other, equal, scope);
    }
}
