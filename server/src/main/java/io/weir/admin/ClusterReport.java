package io.weir.admin;

import io.weir.cluster.NodeInfo;
import io.weir.cluster.QuiesceMode;
import io.weir.config.NodeConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one node sees it: what {@code GET /cluster} answers.
 *
 * @param answering id of the node that answers
 * @param analytics true where that node has analytics on
 * @param generation grows with each change of membership
 * @param revision of the catalogue
 */
public record ClusterReport(
        String name, String answering, boolean analytics, long generation, long revision, List<Node> nodes) {

    /**
     * One node.
     *
     * @param quiesce what it is asked to refuse
     * @param weight share of traffic that connectors give it
     * @param inSync true where it serves what the store holds
     * @param outOfSyncSince null while it is in sync
     * @param load requests a second over the last seconds
     */
    public record Node(
            String id,
            String host,
            NodeInfo.State state,
            QuiesceMode quiesce,
            NodeConfig.Profile profile,
            String version,
            int weight,
            List<NodeInfo.Listener> listeners,
            long appliedRevision,
            boolean inSync,
            @Nullable Instant outOfSyncSince,
            Instant started,
            double load) {

        public Node {
            listeners = List.copyOf(listeners);
        }
    }

    public ClusterReport {
        nodes = List.copyOf(nodes);
    }
}
