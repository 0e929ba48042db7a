package io.weir.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.config.NodeConfig;
import java.time.Instant;
import java.util.List;

/**
 * What a node tells the others of itself: all that {@code cluster.xml} shows, so that a change of it is a change of the cluster.
 *
 * @param incarnation random, made at each start of the process: two processes with one id differ by it
 * @param host what peers and connectors use
 * @param quiesce what the node is asked to refuse
 * @param weight share of traffic that connectors give it, 0 to 1000
 * @param listeners the enabled ones
 * @param started when the process started, by the node's own clock
 * @param joined the cluster's generation when it joined, or joined again after it was lost; 0 in what it tells itself
 */
public record NodeInfo(
        String id,
        String incarnation,
        String host,
        State state,
        QuiesceMode quiesce,
        NodeConfig.Profile profile,
        String version,
        int weight,
        List<Listener> listeners,
        Instant started,
        long joined) {

    /** What a node is ready for. */
    public enum State {
        /** Routes are not loaded yet. */
        @JsonProperty("starting")
        STARTING,
        /** Serves. */
        @JsonProperty("up")
        UP,
        /** Takes nothing new. */
        @JsonProperty("quiesced")
        QUIESCED
    }

    /**
     * Where a node listens.
     *
     * @param name {@code http}, {@code https}, {@code ajp}, {@code admin} or {@code portal}
     * @param isLoopback true where only the node's own machine reaches it
     */
    public record Listener(
            String name, int port, @JsonProperty("loopback") boolean isLoopback) {}

    /** The same node, with the generation at which it joined. */
    public NodeInfo joinedAt(long generation) {
        return new NodeInfo(
                id, incarnation, host, state, quiesce, profile, version, weight, listeners, started, generation);
    }

    public NodeInfo {
        listeners = List.copyOf(listeners);
    }
}
