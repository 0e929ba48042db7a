package io.weir.catalog;

import org.jspecify.annotations.Nullable;

/** A definition that cannot be: names the field, the offending value and what was expected. */
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field the JSON path within the object, e.g. {@code limits[0].count}
     * @param value the offending value; never a secret
     * @param expected what would have been right
     */
    public InvalidDefinitionException(String field, @Nullable Object value, String expected) {
        super(field + ": " + value + " (expected: " + expected + ")");
        this.field = field;
    }

    /** The JSON path of the offending field. */
    public String field() {
        return field;
    }
}
