package io.weir.limit;

import java.util.List;

/**
 * Which nodes live, as last seen: while the store is away each grants its share of a limit. Any thread; must not block.
 */
public interface LiveNodes {

    /** The id of this node. */
    String self();

    /** The ids of the nodes last seen alive; without this node's where it was not seen yet. */
    List<String> lastSeen();
}
