package io.weir.cluster;

/**
 * Where a listener is on every node that takes its listeners from the cluster.
 *
 * @param host an address of the node, or all of them
 */
public record SharedListener(boolean enabled, String host, int port) {}
