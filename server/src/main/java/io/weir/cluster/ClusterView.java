package io.weir.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who was in the cluster when this node last looked.
 *
 * @param generation of the cluster; nodes that are at the same one have seen the same
 * @param nodes sorted by id; without this node until it has joined once
 * @param isCurrent false while the store does not answer, and then this is the last view that there was
 */
public record ClusterView(long generation, List<NodeInfo> nodes, boolean isCurrent) {
    /** Before anything was seen. */
    public static final ClusterView NOTHING = new ClusterView(0, List.of(), false);

    public ClusterView {
        nodes = List.copyOf(nodes);
    }

    /** The nodes' ids, sorted. */
    public List<String> ids() {
        return nodes.stream().map(NodeInfo::id).toList();
    }

    /** One node. */
    public Optional<NodeInfo> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The same view with nodes that are not in it. */
    ClusterView with(List<NodeInfo> others) {
        List<NodeInfo> all = new ArrayList<>(nodes);
        others.stream().filter(other -> node(other.id()).isEmpty()).forEach(all::add);
        all.sort(Comparator.comparing(NodeInfo::id));
        return new ClusterView(generation, all, isCurrent);
    }

    /** The same view, kept while the store is away. */
    ClusterView kept() {
        return new ClusterView(generation, nodes, false);
    }
}
