package io.weir.gateway;

import io.weir.catalog.Catalog;
import io.weir.route.Route;
import io.weir.route.RouteTable;
import java.util.Map;

/**
 * Everything that a request needs to know, at one revision. Immutable; each request keeps to the one it started with.
 *
 * @param catalog keys, subscriptions, plans
 * @param routes the compiled routes
 * @param apis what the APIs with routes are compiled to, by id
 */
record GatewaySnapshot(Catalog catalog, RouteTable routes, Map<String, PublishedApi> apis) {

    /** The API of a route of this snapshot. */
    PublishedApi apiOf(Route route) {
        PublishedApi api = apis.get(route.apiId());
        if (api == null) {
            throw new IllegalStateException("API " + route.apiId() + " has a route but was not compiled");
        }
        return api;
    }
}
