package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change did to an object, small enough to be kept: the members that differ, without secrets, and of long ones only the beginning.
 *
 * @param before as JSON; null for nothing
 * @param after as JSON; null for nothing
 */
record AuditDifference(@Nullable String before, @Nullable String after) {
    static final AuditDifference NONE = new AuditDifference(null, null);

    /** A member takes so many characters, and all of them together so many. */
    static final int MAX_MEMBER = 1000;

    static final int MAX_OBJECT = 4000;

    private static final String MASK = "***";
    private static final int BEGINNING = 200;
    private static final Set<String> BOOKKEEPING =
            Set.of(ObjectView.REVISION, ObjectView.CREATED, ObjectView.UPDATED, ObjectView.AUTHOR);

    /** @param secrets members that are masked */
    static AuditDifference of(@Nullable ObjectNode before, @Nullable ObjectNode after, Set<String> secrets) {
        return new AuditDifference(text(before, after, secrets), text(after, before, secrets));
    }

    private static @Nullable String text(@Nullable ObjectNode one, @Nullable ObjectNode other, Set<String> secrets) {
        if (one == null) {
            return null;
        }
        ObjectNode shown = AdminJson.MAPPER.createObjectNode();
        int left = MAX_OBJECT;
        for (Map.Entry<String, JsonNode> member : one.properties()) {
            String name = member.getKey();
            boolean isSame = other != null && member.getValue().equals(other.get(name));
            if (isSame || BOOKKEEPING.contains(name)) {
                continue;
            }
            JsonNode value = secrets.contains(name) ? TextNode.valueOf(MASK) : cut(member.getValue(), left);
            left -= value.toString().length();
            shown.set(name, value);
        }
        return shown.toString();
    }

    private static JsonNode cut(JsonNode value, int left) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        if (text.length() <= Math.min(MAX_MEMBER, left)) {
            return value;
        }
        int end = Math.max(0, Math.min(BEGINNING, left));
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return TextNode.valueOf(text.substring(0, end) + "… (" + text.length() + " characters)");
    }
}
