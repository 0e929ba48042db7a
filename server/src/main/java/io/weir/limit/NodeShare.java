package io.weir.limit;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One node's part of what belongs to all: ⌊amount ÷ nodes⌋, and 1 more for the first (amount mod nodes) nodes in order of id, so that
 * the parts add up to the amount.
 *
 * @param index this node's place, from 0
 * @param nodes how many there are
 */
record NodeShare(int index, int nodes) {
    /** All of it, for counters that nobody shares. */
    static final NodeShare WHOLE = new NodeShare(0, 1);

    /** The share of a node among those last seen; one that is not among them counts itself as one more. */
    static NodeShare among(LiveNodes live) {
        SortedSet<String> ids = new TreeSet<>(live.lastSeen());
        ids.add(live.self());
        return new NodeShare(ids.headSet(live.self()).size(), ids.size());
    }

    long of(long amount) {
        return amount / nodes + (index < amount % nodes ? 1 : 0);
    }
}
