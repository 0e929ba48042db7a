package io.weir.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just happened, to be told. Immutable; any thread.
 *
 * @param node the id of the node that it is about
 * @param message one sentence for an operator; what is longer than {@link #MAX_MESSAGE} is cut
 * @param details by name, for programs, at most {@link #MAX_DETAILS} of them; values longer than {@link #MAX_VALUE} are cut
 * @param identity what all nodes that see the same thing have in common, see {@link #once}; null where only one node sees it
 */
public record Occurrence(
        EventType type,
        String node,
        String message,
        Map<String, String> details,
        @Nullable String identity) {

    static final int MAX_MESSAGE = 1000;
    static final int MAX_DETAILS = 10;
    static final int MAX_VALUE = 1000;

    public Occurrence {
        message = cut(message, MAX_MESSAGE);
        Map<String, String> checked = new LinkedHashMap<>();
        details.entrySet().stream()
                .limit(MAX_DETAILS)
                .forEach(detail -> checked.put(detail.getKey(), cut(detail.getValue(), MAX_VALUE)));
        details = Collections.unmodifiableMap(checked);
    }

    /** Without details. */
    public static Occurrence of(EventType type, String node, String message) {
        return new Occurrence(type, node, message, Map.of(), null);
    }

    /** With one more detail. */
    public Occurrence with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Occurrence(type, node, message, more, identity);
    }

    /**
     * One entry for all who tell of it: where several nodes see the same thing, such as that a node joined, the first one within an hour
     * makes the entry.
     *
     * @param which tells apart what happens to the same node again, such as the time when it was started; the same on each node that sees it
     */
    public Occurrence once(String which) {
        return new Occurrence(type, node, message, details, which);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }
}
