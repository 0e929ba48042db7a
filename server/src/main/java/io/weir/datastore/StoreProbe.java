package io.weir.datastore;

import io.weir.config.NodeConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out what answers at a data store's address and whether a node can work on it. Blocks for some seconds at most. */
@FunctionalInterface
public interface StoreProbe {

    /**
     * Connects, logs in, writes and reads a key that ends by itself, runs a script and listens to a channel.
     *
     * @throws ObstacleException naming the first thing that does not work
     */
    Server probe(NodeConfig.DataStore store) throws ObstacleException;

    /**
     * A server that a node can work on.
     *
     * @param version as it says itself
     * @param role {@code master}
     * @param mode {@code standalone}
     * @param latency of a round trip, the median of several
     * @param evictionPolicy what it does when memory is short; null where the user may not ask
     */
    record Server(
            String version,
            String role,
            String mode,
            Duration latency,
            @Nullable String evictionPolicy) {}
}
