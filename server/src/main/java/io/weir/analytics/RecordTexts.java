package io.weir.analytics;

import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.route.Route;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was written out for APIs, routes and callers, so that a record costs copying alone. Bounded: at {@link #MAX_ENTRIES} all
 * are forgotten and written again as they are needed. One thread.
 */
final class RecordTexts {
    static final int MAX_ENTRIES = 10_000;

    private final IdentityHashMap<Api, ApiText> apis = new IdentityHashMap<>();
    private final IdentityHashMap<Route, RouteText> routes = new IdentityHashMap<>();
    private final Map<CallerKey, CallerText> callers = new HashMap<>();

    private record CallerKey(String application, String api) {}

    @Nullable
    RouteText route(AccessRecord record) {
        Route route = record.route();
        if (route == null) {
            return null;
        }
        RouteText text = routes.get(route);
        if (text == null) {
            bound();
            ApiText api = apis.computeIfAbsent(route.api(), made -> ApiText.of(made, record.catalog()));
            text = RouteText.of(route, api);
            routes.put(route, text);
        }
        return text;
    }

    @Nullable
    CallerText caller(AccessRecord record, @Nullable RouteText route) {
        Application application = record.application();
        if (application == null || route == null) {
            return null;
        }
        CallerKey key = new CallerKey(application.id(), route.api().id());
        CallerText text = callers.get(key);
        if (text == null || !text.isOf(record, route.api())) {
            bound();
            text = CallerText.of(record, application, route.api());
            callers.put(key, text);
        }
        return text;
    }

    private void bound() {
        if (routes.size() >= MAX_ENTRIES || callers.size() >= MAX_ENTRIES) {
            apis.clear();
            routes.clear();
            callers.clear();
        }
    }

    int size() {
        return Math.max(routes.size(), callers.size());
    }
}
