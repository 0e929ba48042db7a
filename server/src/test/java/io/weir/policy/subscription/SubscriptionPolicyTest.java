package io.weir.policy.subscription;

import static io.weir.policy.PolicyFixture.application;
import static io.weir.policy.PolicyFixture.plan;
import static io.weir.policy.PolicyFixture.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Subscription.State;
import io.weir.exchange.FakeRequest;
import io.weir.policy.PolicyFixture;
import io.weir.policy.RoutedExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionPolicyTest {
    private final SubscriptionPolicy policy = new SubscriptionPolicy();
    private final PolicyFixture fixture = new PolicyFixture().store(plan());

    @Test
    void letsASubscribedApplicationPassAndNotesItsPlan() {
        fixture.store(subscription(State.ACTIVE));
        RoutedExchange exchange = identified();

        assertThat(fixture.run(policy, exchange).hasPassed()).isTrue();
        assertThat(exchange.plan()).extracting(plan -> plan.definition().id()).isEqualTo("gold");
        assertThat(exchange.subscription())
                .extracting(right -> right.definition().id())
                .isEqualTo("web-shop");
    }

    @ParameterizedTest
    @CsvSource({"PENDING, subscription-pending", "SUSPENDED, subscription-suspended"})
    void refusesASubscriptionThatIsNotActive(State state, String code) {
        fixture.store(subscription(state));

        assertThat(fixture.run(policy, identified()).refusal())
                .satisfies(error -> assertThat(error.status()).isEqualTo(403))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void refusesAnApplicationWithoutSubscription() {
        assertThat(fixture.run(policy, identified()).refusal())
                .satisfies(error -> assertThat(error.status()).isEqualTo(403))
                .satisfies(error -> assertThat(error.code()).isEqualTo("not-subscribed"));
    }

    private RoutedExchange identified() {
        RoutedExchange exchange = fixture.exchange(FakeRequest.get("/shop/items"));
        exchange.identify(application(false));
        return exchange;
    }
}
