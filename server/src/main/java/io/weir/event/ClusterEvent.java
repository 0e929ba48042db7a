package io.weir.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the cluster, as it was told. Immutable; any thread.
 *
 * @param id where it stands in the log; null where it is not kept
 * @param time when it happened: by the store's clock, or by the node's where it is not kept
 * @param type the label of an {@link EventType}, or of one that a newer version has
 * @param node the id of the node that it is about
 * @param details by name
 */
public record ClusterEvent(
        @Nullable EventId id,
        Instant time,
        Severity severity,
        String type,
        String node,
        String message,
        Map<String, String> details) {

    public ClusterEvent {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** The same event without a detail. */
    public ClusterEvent without(String detail) {
        Map<String, String> others = new LinkedHashMap<>(details);
        others.remove(detail);
        return new ClusterEvent(id, time, severity, type, node, message, others);
    }

    /** An occurrence with its place in the log. */
    public static ClusterEvent of(@Nullable EventId id, Instant time, Occurrence occurrence) {
        EventType type = occurrence.type();
        return new ClusterEvent(
                id, time, type.severity(), type.label(), occurrence.node(), occurrence.message(), occurrence.details());
    }
}
