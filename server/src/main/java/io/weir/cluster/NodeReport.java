package io.weir.cluster;

/** A node and how far it is. */
public record NodeReport(NodeInfo node, Progress progress) {}
