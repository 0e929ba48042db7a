package io.weir.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one node sees it: what {@code GET /cluster} answers.
 *
 * @param generation grows with each change of membership
 * @param revision of the catalogue
 */
public record ClusterReport(String name, long generation, long revision, List<Node> nodes) {

    /**
     * One node.
     *
     * @param state {@code up}, {@code quiesced} or {@code starting}
     * @param inSync true where it serves what the store holds
     * @param load requests per second over the last seconds; null where it is not known
     */
    public record Node(
            String id,
            String host,
            String state,
            String version,
            long appliedRevision,
            boolean inSync,
            @Nullable Instant started,
            @Nullable Double load) {}

    public ClusterReport {
        nodes = List.copyOf(nodes);
    }
}
