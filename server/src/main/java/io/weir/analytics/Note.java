package io.weir.analytics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just happened besides calls, to be kept under its family. Immutable; any thread.
 *
 * @param fields text, numbers, truth values and counts by name; text longer than {@link #MAX_TEXT} is cut. Never a secret
 * @param identity what all who tell of the same thing have in common, so that it is kept once; null where only one does
 */
public record Note(
        Family family, Map<String, Object> fields, @Nullable String identity) {
    static final int MAX_TEXT = 8192;

    /** Without fields. */
    public static Note of(Family family) {
        return new Note(family, Map.of(), null);
    }

    /** With one more field; the same without a value. */
    public Note with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value instanceof String text && text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : value);
        return new Note(family, Collections.unmodifiableMap(more), identity);
    }

    /** Kept once, whoever else tells of it; at most 300 ASCII characters. */
    public Note once(String which) {
        return new Note(family, fields, which);
    }
}
