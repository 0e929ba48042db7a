package io.weir.analytics;

import io.weir.catalog.AnalyticsDefinition;
import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Organization;
import io.weir.route.Match;
import io.weir.route.Route;
import io.weir.route.RouteTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of calls, as tests need them. */
public final class Records {
    private Records() {}

    static AccessRecord ok(int number) {
        return record("r-" + number, null, 200, null, "/items/" + number, "curl/8.5");
    }

    static AccessRecord record(
            String id, @Nullable Route route, int status, @Nullable String error, String path, @Nullable String agent) {
        return new AccessRecord(
                id,
                0,
                2_500_000,
                2_000_000,
                Catalog.empty(),
                route,
                route == null ? null : new Application("web", "Web", null, "default", "jo", false),
                null,
                null,
                null,
                error,
                "GET",
                path,
                status,
                12,
                345,
                "127.0.0.1:8081",
                1,
                null,
                "application/json; charset=utf-8",
                "10.1.2.3",
                "1.1",
                "http",
                false,
                agent,
                null);
    }

    /** The route {@code GET /shop/items/{id}} of an API with these settings. */
    static Route route(@Nullable AnalyticsDefinition settings) {
        Api api = new Api(
                "shop",
                "Shop",
                "1",
                null,
                "/shop",
                Organization.DEFAULT,
                Api.Visibility.PUBLIC,
                List.of(new Api.Resource("GET", "/items/{id}")),
                null,
                new Api.Security(Api.Security.Type.NONE),
                List.of(),
                List.of(),
                Lifecycle.PUBLISHED,
                null,
                settings);
        Match match = RouteTable.empty().with(List.of(api), List.of()).match("GET", "/shop/items/7");
        return ((Match.Found) match).route();
    }
}
