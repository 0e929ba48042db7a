package io.weir.event;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null for any.
 *
 * @param type a label
 * @param severity this one alone
 * @param node a node's id
 */
public record EventFilter(
        @Nullable String type,
        @Nullable Severity severity,
        @Nullable String node) implements Predicate<ClusterEvent> {
    /** All events. */
    public static final EventFilter ALL = new EventFilter(null, null, null);

    @Override
    public boolean test(ClusterEvent event) {
        return (type == null || type.equals(event.type()))
                && (severity == null || severity == event.severity())
                && (node == null || node.equals(event.node()));
    }
}
