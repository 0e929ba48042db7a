package io.weir.policy;

import static java.util.Objects.requireNonNull;

import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.exchange.Exchange;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimiterBatcher;
import io.weir.route.Route;
import io.weir.upstream.EndpointGroup;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose route is known, and what the policies have found out about its caller. It keeps to the catalogue that it started
 * with. Confined to the event loop of the listener.
 */
public final class RoutedExchange extends Exchange {
    private final Route route;
    private final Catalog catalog;
    private final @Nullable EndpointGroup endpoints;
    private final LimiterBatcher limiter;
    private @Nullable Application application;
    private @Nullable Stored<Subscription> subscription;
    private @Nullable Stored<Plan> plan;
    private @Nullable LimitDecision limits;

    /**
     * @param endpoints where it goes if it passes; null for an API that has none
     * @param limiter the event loop's door to the limiter
     */
    public RoutedExchange(
            GatewayRequest request,
            GatewayResponse response,
            String id,
            long startNanos,
            Route route,
            Catalog catalog,
            @Nullable EndpointGroup endpoints,
            LimiterBatcher limiter) {
        super(request, response, id, startNanos);
        this.route = requireNonNull(route, "route");
        this.catalog = requireNonNull(catalog, "catalog");
        this.endpoints = endpoints;
        this.limiter = requireNonNull(limiter, "limiter");
    }

    /** The resource that takes the request. */
    public Route route() {
        return route;
    }

    /** What was published when the request came. */
    public Catalog catalog() {
        return catalog;
    }

    /** Where it goes if it passes; null for an API that has no endpoint any more. */
    public @Nullable EndpointGroup endpoints() {
        return endpoints;
    }

    /** Where limits are asked. */
    public LimiterBatcher limiter() {
        return limiter;
    }

    /** Who calls; null until a policy has found out, and on APIs that ask for nobody. */
    public @Nullable Application application() {
        return application;
    }

    /** Tells who calls. */
    public void identify(Application caller) {
        this.application = caller;
    }

    /** By which right the application calls; null until a policy has found it. */
    public @Nullable Stored<Subscription> subscription() {
        return subscription;
    }

    /** The plan of the subscription; null until a policy has found it. */
    public @Nullable Stored<Plan> plan() {
        return plan;
    }

    /** Tells by which right the application calls. */
    public void authorize(Stored<Subscription> right, Stored<Plan> under) {
        this.subscription = right;
        this.plan = under;
    }

    /** Where the limits of the plan stand; null until they were asked, and without any. */
    public @Nullable LimitDecision limits() {
        return limits;
    }

    /** Tells where the limits stand. */
    public void limited(LimitDecision decision) {
        this.limits = decision;
    }
}
