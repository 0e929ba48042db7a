package io.weir.upstream;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Endpoints for tests that need no server: hosts a, b, c … with the given weights. */
final class Endpoints {
    private Endpoints() {}

    static List<Endpoint> withWeights(int... weights) {
        return new EndpointGroups(0)
                .groupFor("api", definition(Algorithm.WEIGHTED_ROUND_ROBIN, weights))
                .endpoints();
    }

    static EndpointDefinition definition(Algorithm algorithm, int... weights) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            targets.add(new Target(URI.create("http://" + (char) ('a' + i)), weights[i]));
        }
        return new EndpointDefinition(EndpointDefinition.Type.LOAD_BALANCER, algorithm, targets, null, Protocol.AUTO);
    }

    /** The hosts of the next selections, e.g. {@code aabacaa}. */
    static String order(EndpointSelector selector, int selections) {
        StringBuilder hosts = new StringBuilder();
        for (int i = 0; i < selections; i++) {
            hosts.append(selector.select(0).authority());
        }
        return hosts.toString();
    }

    static void takeOut(Endpoint endpoint) {
        for (int i = 0; i < PassiveHealth.MAX_FAILURES; i++) {
            endpoint.origin().health().failed(0);
        }
    }
}
