package io.weir.cluster;

import java.util.List;

/**
 * What a renewal brought back.
 *
 * @param generation of the cluster: grows with each join, leave, loss, and change of what a node tells of itself
 * @param quiesce what the node is asked for by way of the store
 * @param peers everybody who is there, this node among them, sorted by id
 */
public record Renewal(long generation, QuiesceMode quiesce, List<Peer> peers) {

    /** One node's progress. */
    public record Peer(String id, Progress progress) {}

    public Renewal {
        peers = List.copyOf(peers);
    }
}
