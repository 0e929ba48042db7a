package io.weir.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the endpoint of each request. One instance is shared by all event loops of the node, so shares are exact over the node.
 * Endpoints with weight 0 are never chosen, endpoints that are out only where nothing else is left. Any thread; never waits for
 * anything but another choice.
 */
public interface EndpointSelector {

    /**
     * The endpoint of the next request.
     *
     * @param nowNanos of the node's ticker
     */
    Endpoint select(long nowNanos);

    /**
     * Another one after those that were tried for the same request; does not move the order of {@link #select}.
     *
     * @param tried what was selected for this request before
     * @return null when all were tried
     */
    @Nullable
    Endpoint selectOther(List<Endpoint> tried);

    /** How far the order has come, 0 (inclusive) to 1 (exclusive): where a successor goes on. */
    double position();

    /** Always the same one. */
    static EndpointSelector single(Endpoint endpoint) {
        return new SingleSelector(endpoint);
    }

    /**
     * In turn, whatever the weights (but 0).
     *
     * @param position where in the order to start, 0 (inclusive) to 1 (exclusive)
     */
    static EndpointSelector roundRobin(List<Endpoint> endpoints, double position) {
        return new SmoothSelector(endpoints, endpoint -> 1, position);
    }

    /**
     * Smooth weighted round robin, nginx's algorithm: with weights 5, 1, 1 the order is a a b a c a a.
     *
     * @param position where in the order to start, 0 (inclusive) to 1 (exclusive)
     */
    static EndpointSelector weightedRoundRobin(List<Endpoint> endpoints, double position) {
        return new SmoothSelector(endpoints, Endpoint::weight, position);
    }
}
