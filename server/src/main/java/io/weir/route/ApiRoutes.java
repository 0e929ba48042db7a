package io.weir.route;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All routes of one API. Immutable.
 *
 * @param apiId which API
 * @param contextPath the literal path under which they lie; empty for the root
 * @param root the tree of its resource paths
 */
record ApiRoutes(String apiId, String contextPath, RouteNode root) {

    /** The API's most literal route for a path that starts with its context. */
    Match.@Nullable Found find(String method, String path, @Nullable Set<String> allowed) {
        return path.length() == contextPath.length()
                ? root.findBare(method, allowed)
                : root.find(method, path, contextPath.length(), allowed);
    }
}
