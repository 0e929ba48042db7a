package io.weir.wsconfig.cluster;

import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.cluster.ClusterNode.State;
import io.weir.wsconfig.failure.WsconfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that a web server may pass requests to, by id. Immutable.
 *
 * @param warnings which nodes were left out although they take traffic, and why
 */
public record Members(List<Member> all, List<String> warnings) {
    private static final String LOOPBACK = "127.0.0.1";

    public Members {
        all = List.copyOf(all);
        warnings = List.copyOf(warnings);
    }

    /**
     * Chooses the nodes that have a listener of this name; the others are left out with a warning. Starting nodes are left out: when they are
     * up, the cluster's description says so. Quiesced ones stay, inactive, so that what they are still working on is not cut off.
     *
     * @param isStrict true where a listener that only its own machine reaches is a failure, false where its node is left out with a warning
     * @throws WsconfigException where no node is left
     */
    public static Members select(Cluster cluster, String listener, LocalAddresses here, boolean isStrict) {
        List<Member> members = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        List<ClusterNode> nodes = cluster.nodes().stream()
                .filter(node -> node.isForTraffic() && node.state() != State.STARTING)
                .sorted(Comparator.comparing(ClusterNode::id))
                .toList();
        for (ClusterNode node : nodes) {
            Optional<Listener> found = node.listener(listener);
            if (found.isEmpty()) {
                missing.add("node " + node.id() + ": no " + listener + " listener (expected: listeners." + listener
                        + ".enabled true, for requests from this web server)");
            } else if (found.get().isLoopback() && !here.contains(node.host())) {
                closed.add("node " + node.id() + ": its " + listener
                        + " listener is bound to loopback, and the node is on another"
                        + " machine, " + node.host() + " (expected: listeners." + listener
                        + ".host an address that this machine reaches)");
            } else {
                members.add(member(node, found.get()));
            }
        }
        if (isStrict && !closed.isEmpty()) {
            throw new WsconfigException(String.join("\n", closed));
        }
        List<String> warnings = new ArrayList<>(missing);
        warnings.addAll(closed);
        if (members.isEmpty()) {
            warnings.add(
                    0,
                    "cluster " + cluster.name()
                            + ": no node can be used (expected: one at least that is up or quiesced and has a"
                            + " listener " + listener + ")");
            throw new WsconfigException(String.join("\n", warnings));
        }
        return new Members(members, warnings);
    }

    private static Member member(ClusterNode node, Listener listener) {
        boolean isActive = node.state() == State.UP && node.weight() > 0;
        String host = listener.isLoopback() ? LOOPBACK : node.host();
        return new Member(node.id(), host, listener.port(), Math.max(1, node.weight()), isActive);
    }
}
