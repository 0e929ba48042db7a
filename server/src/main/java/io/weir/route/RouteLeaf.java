package io.weir.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of one API that have the same path. Immutable. */
final class RouteLeaf {
    private static final String ANY = "*";
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final String[] methods;
    private final Match.Found[] routes;
    private final Match.@Nullable Found any;

    private RouteLeaf(String[] methods, Match.Found[] routes, Match.@Nullable Found any) {
        this.methods = methods;
        this.routes = routes;
        this.any = any;
    }

    /** @param all in the order of the definition: of two with one method the first counts */
    static RouteLeaf of(List<Route> all) {
        List<String> methods = new ArrayList<>(all.size());
        List<Match.Found> routes = new ArrayList<>(all.size());
        Match.Found any = null;
        for (Route route : all) {
            if (route.method().equals(ANY)) {
                any = any == null ? new Match.Found(route) : any;
            } else if (!methods.contains(route.method())) {
                methods.add(route.method());
                routes.add(new Match.Found(route));
            }
        }
        return new RouteLeaf(methods.toArray(String[]::new), routes.toArray(Match.Found[]::new), any);
    }

    /**
     * The route for a method: its own, for HEAD that of GET (RFC 9110 §9.3.2: the same answer without its content), or that for any.
     *
     * @param allowed takes the methods that are there where the asked one is not; null for a caller that does not want them
     */
    Match.@Nullable Found find(String method, @Nullable Set<String> allowed) {
        Match.Found found = exact(method);
        if (found == null && method.equals(HEAD)) {
            found = exact(GET);
        }
        if (found == null) {
            found = any;
        }
        if (found == null && allowed != null) {
            addMethods(allowed);
        }
        return found;
    }

    private Match.@Nullable Found exact(String method) {
        for (int i = 0; i < methods.length; i++) {
            if (methods[i].equals(method)) {
                return routes[i];
            }
        }
        return null;
    }

    private void addMethods(Set<String> allowed) {
        for (String method : methods) {
            allowed.add(method);
            if (method.equals(GET)) {
                allowed.add(HEAD);
            }
        }
    }
}
