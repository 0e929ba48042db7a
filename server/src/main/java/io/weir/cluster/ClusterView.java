package io.weir.cluster;

import java.util.List;

/**
 * Who was in the cluster when this node last looked.
 *
 * @param ids sorted; without this node's own until it has joined once
 * @param isCurrent false while the store does not answer, and then this is the last view that there was
 */
public record ClusterView(List<String> ids, boolean isCurrent) {

    public ClusterView {
        ids = List.copyOf(ids);
    }
}
