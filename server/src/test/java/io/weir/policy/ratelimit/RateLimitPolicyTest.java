package io.weir.policy.ratelimit;

import static io.weir.policy.PolicyFixture.NOW;
import static io.weir.policy.PolicyFixture.application;
import static io.weir.policy.PolicyFixture.plan;
import static io.weir.policy.PolicyFixture.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Algorithm;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Period;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.exchange.FakeRequest;
import io.weir.exchange.GatewayError.RateLimited;
import io.weir.policy.PolicyFixture;
import io.weir.policy.RoutedExchange;
import org.junit.jupiter.api.Test;

class RateLimitPolicyTest {
    private final RateLimitPolicy policy = new RateLimitPolicy(new LimitTemplates());
    private final PolicyFixture fixture = new PolicyFixture();

    @Test
    void takesFromTheLimitAndRefusesWhenItIsUsedUp() {
        Stored<Plan> plan = stored(plan(limit(Scope.APPLICATION, 2)));

        assertThat(call("/shop/items", plan).hasPassed()).isTrue();
        assertThat(call("/shop/orders", plan).hasPassed()).isTrue();
        assertThat(call("/shop/items", plan).refusal()).isInstanceOfSatisfying(RateLimited.class, error -> {
            assertThat(error.limit().name()).isEqualTo("hour");
            assertThat(error.limit().scope()).isEqualTo("application");
            assertThat(error.limit().count()).isEqualTo(2);
            assertThat(error.limit().period()).isEqualTo("PT1H");
            assertThat(error.limit().resetSeconds()).isEqualTo(3600);
            assertThat(error.limit().store()).isEqualTo("shared");
        });
    }

    @Test
    void countsEachResourceByItselfWhereTheLimitSaysSo() {
        Stored<Plan> plan = stored(plan(limit(Scope.RESOURCE, 1)));

        assertThat(call("/shop/items", plan).hasPassed()).isTrue();
        assertThat(call("/shop/orders", plan).hasPassed()).isTrue();
        assertThat(call("/shop/items", plan).refusal().status()).isEqualTo(429);
    }

    @Test
    void asksNothingWithoutLimits() {
        RoutedExchange exchange = exchange("/shop/items", stored(plan()));

        assertThat(fixture.run(policy, exchange).hasPassed()).isTrue();
        assertThat(exchange.limits()).isNull();
    }

    @Test
    void followsAChangedPlanAtOnceAndKeepsTheCount() {
        assertThat(call("/shop/items", stored(plan(limit(Scope.APPLICATION, 1))))
                        .hasPassed())
                .isTrue();

        Stored<Plan> wider = stored(plan(limit(Scope.APPLICATION, 2)));

        assertThat(call("/shop/items", wider).hasPassed()).isTrue();
        assertThat(call("/shop/items", wider).refusal().status()).isEqualTo(429);
    }

    private final Stored<Subscription> subscription = stored(subscription(Subscription.State.ACTIVE));

    private PolicyFixture call(String path, Stored<Plan> plan) {
        return fixture.run(policy, exchange(path, plan));
    }

    private RoutedExchange exchange(String path, Stored<Plan> plan) {
        RoutedExchange exchange = fixture.exchange(FakeRequest.get(path));
        exchange.identify(application(false));
        exchange.authorize(subscription, plan);
        return exchange;
    }

    private static LimitDefinition limit(Scope scope, long count) {
        return new LimitDefinition(
                "hour", scope, count, Period.parse("PT1H"), Algorithm.FIXED, null, OnStoreFailure.APPROXIMATE);
    }

    private static <T extends io.weir.catalog.Definition> Stored<T> stored(T definition) {
        return new Stored<>(definition, 1, 1, NOW, NOW, "test");
    }
}
