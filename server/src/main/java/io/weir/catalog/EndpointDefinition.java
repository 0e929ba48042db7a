package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an API's calls go.
 *
 * @param type one target, or several
 * @param algorithm how calls are spread over several
 * @param targets at least one
 * @param timeouts how long to wait; null for the defaults
 */
public record EndpointDefinition(
        Type type,
        Algorithm algorithm,
        List<Target> targets,
        @Nullable Timeouts timeouts) {

    /** One target, or several. */
    public enum Type {
        @JsonProperty("single")
        SINGLE,
        @JsonProperty("load-balancer")
        LOAD_BALANCER
    }

    /** How calls are spread. */
    public enum Algorithm {
        /** In turn; weights do not count. */
        @JsonProperty("round-robin")
        ROUND_ROBIN,
        /** nginx's smooth weighted round robin. */
        @JsonProperty("weighted-round-robin")
        WEIGHTED_ROUND_ROBIN
    }

    /**
     * One server with a base path.
     *
     * @param url {@code http} or {@code https}, no query, no fragment, no user
     * @param weight 0 to 1000; 0 takes it out
     */
    public record Target(URI url, int weight) {}

    /**
     * How long to wait for a target.
     *
     * @param connect until the connection stands; 2 s unless given
     * @param firstByte from the request's end to the head of the answer; 30 s unless given
     * @param idle between two pieces of a body; 60 s unless given
     */
    public record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration firstByte,
            @Nullable Duration idle) {}

    public EndpointDefinition {
        targets = List.copyOf(targets);
    }
}
