package io.weir.openapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document: a JSON Pointer (RFC 6901).
 *
 * @param tokens the names and indexes from the root, not escaped
 */
record Pointer(List<String> tokens) {
    Pointer {
        tokens = List.copyOf(tokens);
    }

    static Pointer of(String... tokens) {
        return new Pointer(List.of(tokens));
    }

    /** Reads the fragment form {@code #/a/b}; null for anything else, a reference to another document above all. */
    static @Nullable Pointer parse(String reference) {
        if (!reference.startsWith("#/")) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        for (String token : reference.substring(2).split("/", -1)) {
            tokens.add(Percent.decode(token).replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(tokens);
    }

    Pointer with(String token) {
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new Pointer(longer);
    }

    /** The fragment form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("#");
        for (String token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
