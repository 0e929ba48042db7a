package io.weir.analytics.settings;

import io.weir.config.NodeConfig;
import java.time.Duration;

/** Finds out what answers at an analytics server's addresses and whether a node can use it. Blocks for some seconds at most. */
@FunctionalInterface
public interface AnalyticsProbe {

    /**
     * Asks, and changes nothing.
     *
     * @throws AnalyticsObstacleException naming the first thing that does not work
     */
    Server probe(NodeConfig.Analytics analytics) throws AnalyticsObstacleException, InterruptedException;

    /**
     * A server that a node can use.
     *
     * @param version as it says itself
     * @param nodes of its cluster
     * @param health {@code green}, {@code yellow} or {@code red}
     * @param hasLifecycle whether it manages indices over their life itself
     * @param latency of a round trip, the median of several
     */
    record Server(
            String version, String clusterName, int nodes, String health, boolean hasLifecycle, Duration latency) {}
}
