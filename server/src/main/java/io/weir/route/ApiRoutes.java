package io.weir.route;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All routes of one API. Immutable.
 *
 * @param apiId which API
 * @param contextPath the literal path under which they lie; empty for the root
 * @param root the tree of its resource paths
 * @param shadowed another API with the same context and a higher id, which serves when this one is gone
 */
record ApiRoutes(
        String apiId,
        String contextPath,
        RouteNode root,
        @Nullable ApiRoutes shadowed) {

    /**
     * The API's most literal route for a path that starts with its context.
     *
     * @param contextLength that of the context path
     */
    Match.@Nullable Found find(String method, String path, int contextLength, @Nullable Set<String> allowed) {
        return path.length() == contextLength
                ? root.findBare(method, allowed)
                : root.find(method, path, contextLength, allowed);
    }

    /** This API and those of the same context in the order of their ids. */
    static ApiRoutes chain(ApiRoutes one, @Nullable ApiRoutes others) {
        if (others == null || one.apiId.compareTo(others.apiId) < 0) {
            return one.over(others);
        }
        return others.over(chain(one, others.shadowed));
    }

    /** The same chain without one API; null where nothing is left. */
    static @Nullable ApiRoutes unchain(String apiId, @Nullable ApiRoutes chain) {
        if (chain == null || chain.apiId.equals(apiId)) {
            return chain == null ? null : chain.shadowed;
        }
        return chain.over(unchain(apiId, chain.shadowed));
    }

    private ApiRoutes over(@Nullable ApiRoutes others) {
        return new ApiRoutes(apiId, contextPath, root, others);
    }
}
