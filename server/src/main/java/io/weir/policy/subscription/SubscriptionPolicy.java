package io.weir.policy.subscription;

import io.weir.catalog.Application;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.exchange.GatewayError.Forbidden;
import io.weir.policy.Phase;
import io.weir.policy.Policy;
import io.weir.policy.RoutedExchange;

/**
 * Lets an identified application pass if it has an active subscription to the API, and notes the plan. Not subscribed, pending or
 * suspended: 403. Looks only at the catalogue in memory.
 */
public final class SubscriptionPolicy implements Policy {

    @Override
    public Phase phase() {
        return Phase.AUTHORIZE;
    }

    @Override
    public void apply(RoutedExchange exchange, Next next) {
        Application application = exchange.application();
        String api = exchange.route().apiId();
        Stored<Subscription> subscription =
                application == null ? null : exchange.catalog().subscription(application.id(), api);
        Stored<Plan> plan = subscription == null
                ? null
                : exchange.catalog().plan(subscription.definition().plan());
        if (application == null || subscription == null || plan == null) {
            next.refuse(new Forbidden("not-subscribed", "the application is not subscribed to API " + api));
            return;
        }
        switch (subscription.definition().state()) {
            case ACTIVE -> {
                exchange.authorize(subscription, plan);
                next.proceed();
            }
            case PENDING ->
                next.refuse(new Forbidden(
                        "subscription-pending", "the subscription to API " + api + " waits for approval"));
            case SUSPENDED ->
                next.refuse(
                        new Forbidden("subscription-suspended", "the subscription to API " + api + " is suspended"));
        }
    }
}
