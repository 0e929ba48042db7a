package io.weir.openapi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a value are kept while a document is read. What is not kept is skipped without a trace, so that a description of tens
 * of megabytes, nearly all of it schemas and examples, leaves a few hundred kilobytes.
 */
@FunctionalInterface
interface Interest {

    /**
     * What to keep of a field, or of an item by its index.
     *
     * @return null to skip it
     */
    @Nullable
    Interest of(String field);

    /** Keeps the value itself: that it is there, its kind, its text. */
    Interest MENTION = field -> null;

    /** Keeps the values of all fields, without theirs. */
    Interest FIELDS = field -> MENTION;

    /** Keeps everything. */
    Interest ALL = Interest::all;

    Interest OPERATION = field -> field.equals("servers") ? MENTION : null;

    /** Fields that are no methods are kept as well, so that a misspelt one can be named. */
    Interest PATH_ITEM = field -> field.startsWith("x-") ? null : Methods.ALL.contains(field) ? OPERATION : MENTION;

    Interest PATH_ITEMS = field -> field.startsWith("x-") ? null : PATH_ITEM;

    Interest COMPONENTS = field -> {
        if (field.equals("pathItems")) {
            return name -> PATH_ITEM;
        }
        return field.equals("securitySchemes") ? FIELDS : null;
    };

    Interest DOCUMENT = Interest::document;

    private static Interest all(String field) {
        return ALL;
    }

    private static @Nullable Interest document(String field) {
        if (Set.of("openapi", "swagger", "host", "basePath", "security").contains(field)) {
            return MENTION;
        }
        if (Set.of("servers", "schemes").contains(field)) {
            return ALL;
        }
        if (Set.of("info", "securityDefinitions").contains(field)) {
            return FIELDS;
        }
        if (field.equals("paths")) {
            return PATH_ITEMS;
        }
        return field.equals("components") ? COMPONENTS : null;
    }

    /** Keeps what either of two keeps. */
    static Interest both(Interest one, Interest other) {
        return field -> {
            Interest ofOne = one.of(field);
            Interest ofOther = other.of(field);
            if (ofOne == null || ofOther == null) {
                return ofOne == null ? ofOther : ofOne;
            }
            return ofOne == ofOther ? ofOne : both(ofOne, ofOther);
        };
    }

    /** Keeps one place below a value, from the given depth of its pointer on. */
    static Interest at(Pointer place, int depth, Interest interest) {
        if (depth == place.tokens().size()) {
            return interest;
        }
        return field -> field.equals(place.tokens().get(depth)) ? at(place, depth + 1, interest) : null;
    }
}
