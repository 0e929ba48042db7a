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
     * Chooses the nodes that have a listener of this name. Starting nodes are left out: when they are up, the cluster's description says
     * so. Quiesced ones stay, inactive, so that what they are still working on is not cut off from its connections.
     *
     * @param isStrict true where a listener that cannot be reached is a failure, false where its node is left out with a warning
     * @throws WsconfigException where no node is left
     */
    public static Members select(Cluster cluster, String listener, LocalAddresses here, boolean isStrict) {
        List<Member> members = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        cluster.nodes().stream()
                .filter(node -> node.isForTraffic() && node.state() != State.STARTING)
                .sorted(Comparator.comparing(ClusterNode::id))
                .forEach(node -> member(node, listener, here)
                        .ifPresentOrElse(members::add, () -> warnings.add(unreachable(node, listener))));
        if (isStrict && !warnings.isEmpty()) {
            throw new WsconfigException(String.join("\n", warnings));
        }
        if (members.isEmpty()) {
            throw new WsconfigException(String.join(
                    "\n",
                    concat(
                            "cluster " + cluster.name()
                                    + ": no node can be used (expected: one at least that is up or quiesced and has"
                                    + " a listener " + listener + ")",
                            warnings)));
        }
        return new Members(members, warnings);
    }

    private static Optional<Member> member(ClusterNode node, String name, LocalAddresses here) {
        return node.listener(name)
                .filter(listener -> !listener.isLoopback() || here.contains(node.host()))
                .map(listener -> member(node, listener));
    }

    private static Member member(ClusterNode node, Listener listener) {
        boolean isActive = node.state() == State.UP && node.weight() > 0;
        String host = listener.isLoopback() ? LOOPBACK : node.host();
        return new Member(node.id(), host, listener.port(), Math.max(1, node.weight()), isActive);
    }

    private static String unreachable(ClusterNode node, String name) {
        String setting = "listeners." + name;
        return node.listener(name).isPresent()
                ? "node " + node.id() + ": its " + name
                        + " listener is bound to loopback, and the node is on another machine, " + node.host()
                        + " (expected: " + setting + ".host an address that this machine reaches)"
                : "node " + node.id() + ": no " + name + " listener (expected: " + setting + ".enabled true)";
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
