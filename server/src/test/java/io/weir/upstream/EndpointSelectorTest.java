package io.weir.upstream;

import static io.weir.upstream.Endpoints.order;
import static io.weir.upstream.Endpoints.takeOut;
import static io.weir.upstream.Endpoints.withWeights;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndpointSelectorTest {

    @Test
    void followsNginxOrder() {
        assertThat(order(EndpointSelector.weightedRoundRobin(withWeights(5, 1, 1), 0), 14))
                .isEqualTo("aabacaaaabacaa");
        assertThat(order(EndpointSelector.weightedRoundRobin(withWeights(3, 1), 0), 8))
                .isEqualTo("aabaaaba");
        assertThat(order(EndpointSelector.weightedRoundRobin(withWeights(2, 2), 0), 4))
                .isEqualTo("abab");
    }

    @Test
    void takesTurnsWhateverTheWeights() {
        assertThat(order(EndpointSelector.roundRobin(withWeights(5, 1, 1), 0), 7))
                .isEqualTo("abcabca");
    }

    @Test
    void leavesOutWeightZero() {
        assertThat(order(EndpointSelector.weightedRoundRobin(withWeights(0, 2, 1), 0), 6))
                .isEqualTo("bcbbcb");
        assertThat(order(EndpointSelector.roundRobin(withWeights(1, 0, 1), 0), 4))
                .isEqualTo("acac");
        assertThatThrownBy(() -> EndpointSelector.roundRobin(List.of(), 0))
                .hasMessageContaining("expected: one with a weight above 0");
    }

    @Test
    void startsWhereToldTo() {
        assertThat(order(EndpointSelector.weightedRoundRobin(withWeights(5, 1, 1), 2.0 / 7), 7))
                .isEqualTo("bacaaaa");
    }

    @Test
    void keepsTheOrderOfTheRestWhenOneGoesOut() {
        List<Endpoint> endpoints = withWeights(5, 1, 1);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, 0);
        assertThat(order(selector, 4)).isEqualTo("aaba");

        takeOut(endpoints.get(2));

        // As far along as before: 3 of 6 after 4 of 7 in a a a b a a.
        assertThat(order(selector, 9)).isEqualTo("baaaaabaa");
    }

    @Test
    void doesNotBunchTheLightAfterTheHeavyWentOut() {
        List<Endpoint> endpoints = withWeights(1000, 1, 1);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, 0);
        order(selector, 700);

        takeOut(endpoints.get(0));

        assertThat(order(selector, 6)).isIn("bcbcbc", "cbcbcb");
    }

    @Test
    void letsOneRequestTryAfterTenSeconds() {
        List<Endpoint> endpoints = withWeights(1, 1);
        Endpoint b = endpoints.get(1);
        EndpointSelector selector = EndpointSelector.roundRobin(endpoints, 0);
        takeOut(b);

        assertThat(selector.select(PassiveHealth.OUT_NANOS - 1)).isNotEqualTo(b);
        assertThat(selector.select(PassiveHealth.OUT_NANOS)).isEqualTo(b);
        assertThat(selector.select(PassiveHealth.OUT_NANOS)).isNotEqualTo(b);
        assertThat(selector.select(2 * PassiveHealth.OUT_NANOS)).isEqualTo(b);

        b.origin().health().connected();
        assertThat(order(selector, 4)).isIn("abab", "baba");
    }

    @Test
    void takesItOutAgainWhenTheTrialFails() {
        List<Endpoint> endpoints = withWeights(1, 1);
        Endpoint b = endpoints.get(1);
        EndpointSelector selector = EndpointSelector.roundRobin(endpoints, 0);
        takeOut(b);
        assertThat(selector.select(PassiveHealth.OUT_NANOS)).isEqualTo(b);

        b.origin().health().failed(PassiveHealth.OUT_NANOS + 5);

        assertThat(selector.select(2 * PassiveHealth.OUT_NANOS)).isNotEqualTo(b);
        assertThat(selector.select(2 * PassiveHealth.OUT_NANOS + 5)).isEqualTo(b);
    }

    @Test
    void keepsUsingAllWhereNoneIsIn() {
        List<Endpoint> endpoints = withWeights(2, 1);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, 0);
        endpoints.forEach(Endpoints::takeOut);

        assertThat(order(selector, 6)).isEqualTo("abaaba");

        endpoints.get(1).origin().health().connected();
        assertThat(order(selector, 3)).isEqualTo("bbb");
    }

    @Test
    void namesAnotherWithoutMovingTheOrder() {
        List<Endpoint> endpoints = withWeights(5, 1, 1);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, 0);
        List<Endpoint> tried = new ArrayList<>();

        tried.add(selector.select(0));
        takeOut(endpoints.get(1));
        Endpoint second = requireNonNull(selector.selectOther(tried));
        tried.add(second);
        Endpoint third = requireNonNull(selector.selectOther(tried));
        tried.add(third);

        assertThat(second).isEqualTo(endpoints.get(2));
        assertThat(third).isEqualTo(endpoints.get(1));
        assertThat(selector.selectOther(tried)).isNull();
        endpoints.get(1).origin().health().connected();
        assertThat(order(selector, 6)).isEqualTo("abacaa");
    }

    @Test
    void singleHasNoOther() {
        Endpoint only = withWeights(1).get(0);
        EndpointSelector selector = EndpointSelector.single(only);
        takeOut(only);

        assertThat(selector.select(0)).isEqualTo(only);
        assertThat(selector.selectOther(List.of(only))).isNull();
    }

    @Test
    void isExactOverManyThreads() throws Exception {
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(withWeights(5, 1, 1), 0);
        Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        Callable<String> work = () -> {
            for (int i = 0; i < 7_000; i++) {
                String host = selector.select(0).authority();
                counts.computeIfAbsent(host, name -> new AtomicInteger()).incrementAndGet();
            }
            return "done";
        };

        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<String> done : threads.invokeAll(Collections.nCopies(8, work))) {
            assertThat(done.get()).isEqualTo("done");
        }
        threads.shutdown();

        assertThat(counts.get("a")).hasValue(40_000);
        assertThat(counts.get("b")).hasValue(8_000);
        assertThat(counts.get("c")).hasValue(8_000);
    }
}
