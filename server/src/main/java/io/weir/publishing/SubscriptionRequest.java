package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;

/** An application asks to call an API under a plan. */
public record SubscriptionRequest(String application, String api, String plan) {

    /**
     * The subscription that comes of it: active at once where the plan approves by itself, else pending.
     *
     * @throws RefusedException where the API is on its way out
     */
    public Subscription accept(String id, Catalog catalog) {
        Stored<Api> wanted = catalog.api(api);
        if (wanted != null) {
            requireOpen(wanted.definition());
        }
        Stored<Plan> under = catalog.plan(plan);
        boolean waits = under != null && under.definition().approval() == Plan.Approval.MANUAL;
        return new Subscription(
                id, application, api, plan, waits ? Subscription.State.PENDING : Subscription.State.ACTIVE);
    }

    private static void requireOpen(Api api) {
        if (api.lifecycle() == Lifecycle.DEPRECATED || api.lifecycle() == Lifecycle.RETIRED) {
            throw RefusedException.conflict(
                    "api-not-open", "API " + api.id() + " is " + api.lifecycle() + " and takes no new subscriptions");
        }
    }
}
