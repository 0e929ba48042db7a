package io.weir.policy.ratelimit;

import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.limit.LimitCompiler;
import io.weir.limit.LimitTemplate;
import io.weir.route.Route;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the compiled limits of the subscriptions that call, so that a request builds nothing. Bounded: at {@link #MAX_SUBSCRIPTIONS}
 * all are forgotten and made again as they are needed. Any thread.
 */
public final class LimitTemplates {
    static final int MAX_SUBSCRIPTIONS = 100_000;

    private final ConcurrentMap<String, Compiled> bySubscription = new ConcurrentHashMap<>();

    LimitTemplate get(Stored<Subscription> subscription, Stored<Plan> plan, Route route) {
        Compiled compiled = bySubscription.get(subscription.definition().id());
        if (compiled == null || !compiled.isOf(subscription, plan)) {
            compiled = compile(subscription, plan);
        }
        return compiled.template(route);
    }

    private Compiled compile(Stored<Subscription> subscription, Stored<Plan> plan) {
        if (bySubscription.size() >= MAX_SUBSCRIPTIONS) {
            bySubscription.clear();
        }
        Compiled compiled = new Compiled(subscription, plan);
        bySubscription.put(subscription.definition().id(), compiled);
        return compiled;
    }

    /** The limits of one subscription under one state of its plan; an API has a bounded number of resources. */
    private static final class Compiled {
        private static final String ANY_RESOURCE = "";

        private final Stored<Subscription> subscription;
        private final Stored<Plan> plan;
        private final LimitCompiler compiler;
        private final ConcurrentMap<String, LimitTemplate> byResource = new ConcurrentHashMap<>();

        Compiled(Stored<Subscription> subscription, Stored<Plan> plan) {
            this.subscription = subscription;
            this.plan = plan;
            this.compiler = new LimitCompiler(
                    plan.definition(), subscription.definition().api());
        }

        @SuppressWarnings(
                "ReferenceEquality") // every write makes a new instance, and comparing records would cost each request
        boolean isOf(Stored<Subscription> currentSubscription, Stored<Plan> currentPlan) {
            return subscription == currentSubscription && plan == currentPlan;
        }

        LimitTemplate template(Route route) {
            String resource =
                    compiler.isPerResource() ? LimitCompiler.resource(route.method(), route.path()) : ANY_RESOURCE;
            LimitTemplate template = byResource.get(resource);
            return template != null ? template : byResource.computeIfAbsent(resource, this::compile);
        }

        private LimitTemplate compile(String resource) {
            return compiler.compile(subscription.definition().application(), resource);
        }
    }
}
