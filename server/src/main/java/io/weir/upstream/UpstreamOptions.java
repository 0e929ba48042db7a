package io.weir.upstream;

import java.time.Duration;

/**
 * Bounds of an {@link UpstreamClient}, each for one event loop.
 *
 * @param maxConnections to one server; at least 1
 * @param maxWaiting requests that wait for a connection to one server beyond that; at least 0
 * @param idleConnection for how long an unused connection is kept; less where the server says so
 */
public record UpstreamOptions(int maxConnections, int maxWaiting, Duration idleConnection) {

    /** 512 connections and 1024 waiting requests a server, 50 s. */
    public static final UpstreamOptions DEFAULTS = new UpstreamOptions(512, 1024, Duration.ofSeconds(50));

    public UpstreamOptions {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections: " + maxConnections + " (expected: >= 1)");
        }
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("maxWaiting: " + maxWaiting + " (expected: >= 0)");
        }
        if (idleConnection.isNegative() || idleConnection.isZero()) {
            throw new IllegalArgumentException("idleConnection: " + idleConnection + " (expected: > PT0S)");
        }
    }
}
