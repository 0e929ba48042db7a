package io.weir.door;

import io.weir.config.NodeConfig;

/**
 * What the door lets through, in bytes and nanoseconds.
 *
 * @param maxRequestLine without its CRLF
 * @param maxHeaderSize of all field lines together, CRLFs included; trailers have the same limit for themselves
 * @param maxHeaders field lines
 * @param maxBody {@link Long#MAX_VALUE} for no limit
 * @param headTimeout from a head's first byte to its last
 * @param idleTimeout of a connection without a request
 */
public record DoorLimits(
        int maxRequestLine, int maxHeaderSize, int maxHeaders, long maxBody, long headTimeout, long idleTimeout) {

    public static DoorLimits of(NodeConfig.Traffic traffic) {
        Long maxBody = traffic.maxBody();
        return new DoorLimits(
                traffic.maxRequestLine(),
                traffic.maxHeaderSize(),
                traffic.maxHeaders(),
                maxBody == null ? Long.MAX_VALUE : maxBody,
                traffic.headTimeout().toNanos(),
                traffic.idleTimeout().toNanos());
    }
}
