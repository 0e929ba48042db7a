package io.weir.route;

import io.weir.catalog.Api;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go: the routes of all APIs that are published, blocked, deprecated or retired. The rules are in {@code docs/routing.md}.
 *
 * <p>Contexts lie in one hash map, resources in one tree for each API, so a match costs the same with ten APIs and with ten thousand,
 * and a change costs what the changed API costs. Immutable; any thread.
 */
public final class RouteTable {
    private static final String TENANTS = "/t/";
    private static final RouteTable EMPTY = new RouteTable(RegionMap.empty(), RegionMap.empty(), 0);

    /** By context; of several APIs with one context only the first serves. */
    private final RegionMap<ApiRoutes> contexts;

    private final RegionMap<ApiRoutes> apis;
    private final int longestContext;

    private RouteTable(RegionMap<ApiRoutes> contexts, RegionMap<ApiRoutes> apis, int longestContext) {
        this.contexts = contexts;
        this.apis = apis;
        this.longestContext = longestContext;
    }

    /** A table without routes. */
    public static RouteTable empty() {
        return EMPTY;
    }

    /** The table of some APIs; their order does not matter. */
    public static RouteTable of(Collection<Api> apis) {
        return EMPTY.with(apis, List.of());
    }

    /**
     * This table with some APIs changed, new or gone. Only those are compiled; everything else is shared with this table.
     *
     * @param changed APIs as they are now
     * @param removed ids of APIs that are no more; an id may be unknown
     */
    public RouteTable with(Collection<Api> changed, Collection<String> removed) {
        RegionMap.Editor<ApiRoutes> newContexts = contexts.edit();
        RegionMap.Editor<ApiRoutes> newApis = apis.edit();
        int longest = longestContext;
        for (String id : removed) {
            remove(id, newContexts, newApis);
        }
        for (Api api : changed) {
            remove(api.id(), newContexts, newApis);
            ApiRoutes routes = RouteCompiler.compile(api);
            if (routes != null) {
                newApis.put(api.id(), routes);
                newContexts.put(routes.contextPath(), ApiRoutes.chain(routes, newContexts.get(routes.contextPath())));
                longest = Math.max(longest, routes.contextPath().length());
            }
        }
        return new RouteTable(newContexts.map(), newApis.map(), longest);
    }

    /**
     * Finds the route for a request: the most literal path that has the method, compared segment by segment from the left. Costs no
     * memory where one is found.
     *
     * @param method upper case
     * @param path in normal form, starts with {@code /}, without a query
     */
    public Match match(String method, String path) {
        Match.Found found = find(method, path, null);
        if (found != null) {
            return found;
        }
        SortedSet<String> allowed = new TreeSet<>();
        find(method, path, allowed);
        return allowed.isEmpty() ? Match.NotFound.INSTANCE : new Match.MethodNotAllowed(allowed);
    }

    private Match.@Nullable Found find(String method, String path, @Nullable Set<String> allowed) {
        // What lies under /t/ is its organization's or nobody's: the default organization's root API does not see it.
        int first = path.startsWith(TENANTS) ? TENANTS.length() : 0;
        Match.Found best = null;
        int hash = 0;
        int last = Math.min(path.length(), longestContext);
        for (int i = 0; i <= last; i++) {
            if (i >= first && (i == path.length() || path.charAt(i) == '/')) {
                best = moreLiteral(best, find(hash, method, path, i, allowed));
            }
            if (i < last) {
                hash = 31 * hash + path.charAt(i);
            }
        }
        return best;
    }

    private Match.@Nullable Found find(
            int hash, String method, String path, int contextLength, @Nullable Set<String> allowed) {
        ApiRoutes serving = contexts.get(hash, path, 0, contextLength);
        return serving == null ? null : serving.find(method, path, contextLength, allowed);
    }

    private static Match.@Nullable Found moreLiteral(Match.@Nullable Found one, Match.@Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.route().precedes(one.route()) ? other : one;
    }

    private static void remove(String id, RegionMap.Editor<ApiRoutes> contexts, RegionMap.Editor<ApiRoutes> apis) {
        ApiRoutes gone = apis.get(id);
        if (gone == null) {
            return;
        }
        apis.remove(id);
        ApiRoutes left = ApiRoutes.unchain(id, contexts.get(gone.contextPath()));
        if (left == null) {
            contexts.remove(gone.contextPath());
        } else {
            contexts.put(gone.contextPath(), left);
        }
    }
}
