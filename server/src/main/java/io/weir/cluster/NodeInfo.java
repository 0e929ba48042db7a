package io.weir.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.config.NodeConfig;
import java.time.Instant;
import java.util.List;

/**
 * What a node tells the others of itself.
 *
 * @param host what peers and connectors use
 * @param weight share of traffic that connectors give it, 0 to 1000
 * @param listeners the enabled ones
 * @param started when the process started, by the node's own clock
 * @param revision the catalogue that it serves; 0 before the first one
 * @param digest of that catalogue: two nodes at the same revision hold the same objects where these agree
 */
public record NodeInfo(
        String id,
        String host,
        State state,
        NodeConfig.Profile profile,
        String version,
        int weight,
        List<Listener> listeners,
        Instant started,
        long revision,
        String digest) {

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

    public NodeInfo {
        listeners = List.copyOf(listeners);
    }
}
