package io.weir.wsconfig.cluster;

import java.util.List;

/**
 * The cluster as one of its nodes described it. Immutable.
 *
 * @param generation grows with each change of membership
 */
public record Cluster(String name, long generation, List<ClusterNode> nodes) {

    public Cluster {
        nodes = List.copyOf(nodes);
    }
}
