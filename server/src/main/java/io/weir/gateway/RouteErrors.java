package io.weir.gateway;

import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayError.ApiUnavailable;
import io.weir.exchange.GatewayError.MethodNotAllowed;
import io.weir.exchange.GatewayError.RouteNotFound;
import io.weir.exchange.GatewayRequest;
import io.weir.route.Match;
import io.weir.route.Route;
import org.jspecify.annotations.Nullable;

/** What stands in a request's way before any policy: no route, or an API that takes no calls. Any thread. */
final class RouteErrors {
    private RouteErrors() {}

    /** Why a request found no route. */
    static GatewayError of(Match match, GatewayRequest request) {
        return match instanceof Match.MethodNotAllowed notAllowed
                ? new MethodNotAllowed(request.method().name(), notAllowed.allowed())
                : new RouteNotFound(request.path());
    }

    /** Why a route's API takes no calls; null where it does. */
    static @Nullable GatewayError of(Route route) {
        return switch (route.lifecycle()) {
            case PUBLISHED, DEPRECATED -> null;
            case BLOCKED -> new ApiUnavailable(503, "api-blocked", "API " + route.apiId() + " is blocked");
            case RETIRED -> new ApiUnavailable(410, "api-retired", "API " + route.apiId() + " is retired");
            case CREATED -> new RouteNotFound(route.contextPath());
        };
    }
}
