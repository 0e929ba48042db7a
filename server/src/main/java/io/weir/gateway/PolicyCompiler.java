package io.weir.gateway;

import io.weir.catalog.Api;
import io.weir.policy.Policy;
import io.weir.policy.PolicyChain;
import io.weir.policy.apikey.ApiKeyPolicy;
import io.weir.policy.ratelimit.LimitTemplates;
import io.weir.policy.ratelimit.RateLimitPolicy;
import io.weir.policy.subscription.SubscriptionPolicy;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Makes the policy chain of an API from what it asks of its callers. The policies hold no state of an API, so all APIs share them. */
public final class PolicyCompiler implements Function<Api, PolicyChain> {
    private final PolicyChain keyed;
    private final PolicyChain open = new PolicyChain(List.of());

    public PolicyCompiler(InstantSource clock) {
        List<Policy> policies =
                List.of(new ApiKeyPolicy(clock), new SubscriptionPolicy(), new RateLimitPolicy(new LimitTemplates()));
        this.keyed = new PolicyChain(policies);
    }

    @Override
    public PolicyChain apply(Api api) {
        return switch (api.security().type()) {
            case API_KEY -> keyed;
            case NONE -> open;
        };
    }
}
