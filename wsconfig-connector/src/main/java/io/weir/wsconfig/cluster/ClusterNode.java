package io.weir.wsconfig.cluster;

import java.util.List;
import java.util.Optional;

/**
 * One node of a cluster. Immutable.
 *
 * @param host what connectors use to reach it
 * @param weight share of the traffic, 0 to 1000; 0: none
 * @param listeners the enabled ones
 */
public record ClusterNode(String id, String host, State state, String profile, int weight, List<Listener> listeners) {
    private static final String CONTROL_PLANE = "control-plane";

    /** What a node is ready for. */
    public enum State {
        STARTING,
        UP,
        QUIESCED
    }

    /**
     * Where a node listens.
     *
     * @param name {@code http}, {@code https}, {@code ajp}, {@code admin} or {@code portal}
     * @param isLoopback true where only the node's own machine reaches it
     */
    public record Listener(String name, int port, boolean isLoopback) {}

    public ClusterNode {
        listeners = List.copyOf(listeners);
    }

    /** Its listener of this name, where it has one. */
    public Optional<Listener> listener(String name) {
        return listeners.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether it is there for traffic at all, now or later. */
    public boolean isForTraffic() {
        return !profile.equals(CONTROL_PLANE);
    }
}
