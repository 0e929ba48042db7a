package io.weir.admin;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request, decoded. Immutable.
 *
 * @param path by name
 * @param query by name, each with all its values
 * @param headers as sent
 */
record Parameters(Map<String, String> path, Map<String, List<String>> query, MultiMap headers) {

    /** A path parameter; the contract guarantees that it is there. */
    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the contract's path has no parameter " + name);
        }
        return value;
    }

    /** The first value of a query parameter. */
    @Nullable
    String query(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The first value of a query parameter, or another where it is not given. */
    String query(String name, String otherwise) {
        String value = query(name);
        return value == null ? otherwise : value;
    }

    /** A header field. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
