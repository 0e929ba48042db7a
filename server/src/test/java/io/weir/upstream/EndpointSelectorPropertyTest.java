package io.weir.upstream;

import static io.weir.upstream.Endpoints.takeOut;
import static io.weir.upstream.Endpoints.withWeights;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EndpointSelectorPropertyTest {

    @Property(tries = 100)
    void anyWindowOfTheTotalHoldsExactlyTheWeights(
            @ForAll @Size(max = 7) List<@IntRange(max = 20) Integer> others,
            @ForAll @IntRange(min = 1, max = 20) int first,
            @ForAll @IntRange(max = 99) int start) {
        List<Endpoint> endpoints = endpoints(first, others);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, start / 100.0);

        assertWindowsHoldTheWeights(selector, endpoints);
    }

    @Property(tries = 100)
    void staysExactAfterOneWentOutAndCameBack(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 20) Integer> others,
            @ForAll @IntRange(min = 1, max = 20) int first,
            @ForAll @IntRange(max = 200) int before,
            @ForAll @IntRange(max = 5) int out) {
        List<Endpoint> endpoints = endpoints(first, others);
        EndpointSelector selector = EndpointSelector.weightedRoundRobin(endpoints, 0);
        Endpoint gone = endpoints.get(out % endpoints.size());
        select(selector, before);

        takeOut(gone);
        List<Endpoint> rest =
                endpoints.stream().filter(endpoint -> endpoint != gone).toList();
        assertWindowsHoldTheWeights(selector, rest);

        gone.origin().health().connected();
        assertWindowsHoldTheWeights(selector, endpoints);
    }

    @Property(tries = 100)
    void spreadsTheHeaviest(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 50) Integer> others,
            @ForAll @IntRange(min = 1, max = 50) int first) {
        List<Endpoint> endpoints = endpoints(first, others);
        int total = endpoints.stream().mapToInt(Endpoint::weight).sum();

        Map<Endpoint, Integer> longest =
                longestRuns(select(EndpointSelector.weightedRoundRobin(endpoints, 0), 2 * total));

        for (Endpoint endpoint : endpoints) {
            int rest = total - endpoint.weight();
            int fairRun = (endpoint.weight() + rest - 1) / rest;
            assertThat(longest.get(endpoint)).as("run of %s", endpoint).isLessThanOrEqualTo(2 * fairRun);
        }
    }

    private static Map<Endpoint, Integer> longestRuns(List<Endpoint> order) {
        Map<Endpoint, Integer> longest = new HashMap<>();
        int run = 0;
        for (int i = 0; i < order.size(); i++) {
            run = i > 0 && order.get(i) == order.get(i - 1) ? run + 1 : 1;
            longest.merge(order.get(i), run, Math::max);
        }
        return longest;
    }

    private static void assertWindowsHoldTheWeights(EndpointSelector selector, List<Endpoint> endpoints) {
        int total = endpoints.stream().mapToInt(Endpoint::weight).sum();
        List<Endpoint> order = select(selector, 2 * total);
        for (int from = 0; from <= total; from++) {
            Map<Endpoint, Integer> counts = new HashMap<>();
            order.subList(from, from + total).forEach(one -> counts.merge(one, 1, Integer::sum));
            for (Endpoint endpoint : endpoints) {
                assertThat(counts.getOrDefault(endpoint, 0)).isEqualTo(endpoint.weight());
            }
        }
    }

    private static List<Endpoint> select(EndpointSelector selector, int selections) {
        List<Endpoint> order = new ArrayList<>();
        for (int i = 0; i < selections; i++) {
            order.add(selector.select(0));
        }
        return order;
    }

    private static List<Endpoint> endpoints(int first, List<Integer> others) {
        int[] weights = new int[others.size() + 1];
        weights[0] = first;
        for (int i = 0; i < others.size(); i++) {
            weights[i + 1] = others.get(i);
        }
        return withWeights(weights);
    }
}
