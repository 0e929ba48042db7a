package io.weir.admin;

/**
 * One thing wrong with a request.
 *
 * @param path where in the body, such as {@code limits[0].count}; {@code query.limit} for a parameter
 * @param message the offending value and what was expected; never a secret
 */
public record FieldProblem(String path, String message) {}
