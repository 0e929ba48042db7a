package io.weir.analytics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just happened besides calls, to be kept under its family. Immutable; any thread.
 *
 * @param fields text, numbers and truth values by name; text longer than {@link #MAX_TEXT} is cut. Never a secret
 */
public record Note(Family family, Map<String, Object> fields) {
    static final int MAX_TEXT = 8192;

    public Note {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Without fields. */
    public static Note of(Family family) {
        return new Note(family, Map.of());
    }

    /** With one more field; the same without a value. */
    public Note with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value instanceof String text && text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : value);
        return new Note(family, more);
    }
}
