package io.weir.openapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a document, as far as it was kept.
 *
 * @param kind what it is
 * @param text of a scalar, as it is written; the name of an alias; else empty
 * @param fields of an object, in the order of the document
 * @param items of an array
 * @param line where it begins, from 1
 */
record DocumentNode(Kind kind, String text, Map<String, DocumentNode> fields, List<DocumentNode> items, int line) {

    /** Kinds of values. */
    enum Kind {
        OBJECT("an object"),
        ARRAY("an array"),
        STRING("a string"),
        /** Number or boolean. */
        OTHER("a number or boolean"),
        NULL("null"),
        /** A YAML alias whose anchor was not kept. */
        ALIAS("an alias that cannot be followed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static DocumentNode scalar(Kind kind, String text, int line) {
        return new DocumentNode(kind, text, Map.of(), List.of(), line);
    }

    @Nullable
    DocumentNode field(String name) {
        return fields.get(name);
    }

    /** The text of a scalar field; null where it is missing or something else. */
    @Nullable
    String text(String name) {
        DocumentNode field = fields.get(name);
        return field != null && (field.kind == Kind.STRING || field.kind == Kind.OTHER) ? field.text : null;
    }

    boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /** "line 7: a string (expected: an object)". */
    String insteadOf(String expected) {
        return "line " + line + ": " + kind.words + " (expected: " + expected + ")";
    }

    /** The value at a place; null where there is none. */
    @Nullable
    DocumentNode at(Pointer place) {
        DocumentNode node = this;
        for (String token : place.tokens()) {
            node = node.child(token);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private @Nullable DocumentNode child(String token) {
        if (kind != Kind.ARRAY) {
            return fields.get(token);
        }
        for (int i = 0; i < items.size(); i++) {
            if (token.equals(Integer.toString(i))) {
                return items.get(i);
            }
        }
        return null;
    }
}
