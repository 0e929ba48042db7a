package io.weir.policy.apikey;

import static io.weir.policy.PolicyFixture.NOW;
import static io.weir.policy.PolicyFixture.application;
import static io.weir.policy.PolicyFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Application;
import io.weir.exchange.FakeRequest;
import io.weir.policy.PolicyFixture;
import io.weir.policy.RoutedExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyPolicyTest {
    private final ApiKeyPolicy policy = new ApiKeyPolicy(() -> NOW);
    private final PolicyFixture fixture = new PolicyFixture().store(application(false), key("k1", null));

    @Test
    void identifiesTheApplicationByTheHeader() {
        RoutedExchange exchange =
                fixture.exchange(FakeRequest.get("/shop/items").with("x-api-key", "k1"));

        assertThat(fixture.run(policy, exchange).hasPassed()).isTrue();
        assertThat(exchange.application()).extracting(Application::id).isEqualTo("web");
    }

    @Test
    void identifiesTheApplicationByTheQuery() {
        RoutedExchange exchange = fixture.exchange(FakeRequest.get("/shop/items?a=1&apikey=k1"));

        assertThat(fixture.run(policy, exchange).hasPassed()).isTrue();
    }

    @Test
    void prefersTheHeaderToTheQuery() {
        RoutedExchange exchange =
                fixture.exchange(FakeRequest.get("/shop/items?apikey=k1").with("X-API-Key", "wrong"));

        assertThat(fixture.run(policy, exchange).refusal().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/items", "/shop/items?apikey=", "/shop/items?apikey=other"})
    void refusesAMissingOrUnknownKey(String target) {
        RoutedExchange exchange = fixture.exchange(FakeRequest.get(target));

        assertThat(fixture.run(policy, exchange).refusal())
                .satisfies(error -> assertThat(error.status()).isEqualTo(401))
                .satisfies(error -> assertThat(error.headers()).containsKey("WWW-Authenticate"));
    }

    @Test
    void neverRepeatsTheKeyInItsAnswer() {
        RoutedExchange exchange = fixture.exchange(FakeRequest.get("/shop/items?apikey=other-secret"));

        assertThat(fixture.run(policy, exchange).refusal().detail()).doesNotContain("other-secret");
    }

    @Test
    void refusesAnExpiredKeyFromItsSecondOn() {
        fixture.store(key("old", NOW), key("young", NOW.plusMillis(1)));

        assertThat(fixture.run(policy, fixture.exchange(FakeRequest.get("/shop/items?apikey=old")))
                        .refusal()
                        .code())
                .isEqualTo("api-key-expired");
        assertThat(fixture.run(policy, fixture.exchange(FakeRequest.get("/shop/items?apikey=young")))
                        .hasPassed())
                .isTrue();
    }

    @Test
    void refusesASuspendedApplication() {
        fixture.store(application(true));

        assertThat(fixture.run(policy, fixture.exchange(FakeRequest.get("/shop/items?apikey=k1")))
                        .refusal())
                .satisfies(error -> assertThat(error.status()).isEqualTo(403))
                .satisfies(error -> assertThat(error.code()).isEqualTo("application-suspended"));
    }
}
