package io.weir.publishing;

/**
 * One thing wrong with what somebody sent.
 *
 * @param path where, such as {@code limits[0].count}; {@code query.limit} for a parameter
 * @param message the offending value and what was expected; never a secret
 */
public record FieldProblem(String path, String message) {

    /** A value that does not fit. */
    public static FieldProblem of(String path, Object value, String expected) {
        return new FieldProblem(path, value + " (expected: " + expected + ")");
    }
}
