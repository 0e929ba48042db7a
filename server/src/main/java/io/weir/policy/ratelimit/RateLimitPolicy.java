package io.weir.policy.ratelimit;

import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayError.RateLimited;
import io.weir.exchange.GatewayError.StoreUnavailable;
import io.weir.limit.Limit;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimitSet;
import io.weir.limit.LimitTemplate;
import io.weir.policy.Phase;
import io.weir.policy.Policy;
import io.weir.policy.RoutedExchange;

/**
 * Takes one request from each limit of the subscription's plan, and notes where they stand for the fields of the answer. A limit that is used up: 429.
 * While the data store is away the plan's {@code onStoreFailure} decides. A plan without limits costs nothing.
 */
public final class RateLimitPolicy implements Policy {
    private final LimitTemplates templates;

    public RateLimitPolicy(LimitTemplates templates) {
        this.templates = templates;
    }

    @Override
    public Phase phase() {
        return Phase.LIMIT;
    }

    @Override
    public void apply(RoutedExchange exchange, Next next) {
        Stored<Subscription> subscription = exchange.subscription();
        Stored<Plan> plan = exchange.plan();
        if (subscription == null || plan == null || plan.definition().limits().isEmpty()) {
            next.proceed();
            return;
        }
        LimitTemplate template = templates.get(subscription, plan, exchange.route());
        LimitSet set = template.forClient(exchange.request().clientAddress());
        exchange.limiter().check(set, decision -> conclude(exchange, next, decision));
    }

    private static void conclude(RoutedExchange exchange, Next next, LimitDecision decision) {
        exchange.limited(decision);
        if (decision.isGranted()) {
            next.proceed();
        } else {
            next.refuse(refusal(decision));
        }
    }

    private static GatewayError refusal(LimitDecision decision) {
        Limit limit = decision.refusedBy();
        if (limit == null || decision.outcome() == LimitDecision.Outcome.STORE_AWAY) {
            return new StoreUnavailable("the data store is away, and the plan lets nothing pass then");
        }
        return new RateLimited(new RateLimited.Refusal(
                limit.definition().name(),
                limit.definition().scope().label(),
                limit.definition().count(),
                limit.definition().period().text(),
                RateLimitHeaders.retryAfterSeconds(decision),
                decision.isApproximate() ? "approximate" : "shared"));
    }
}
