package io.weir.admin;

/**
 * Whether a node should get traffic, as {@code GET /health/ready} tells.
 *
 * @param detail why, or why not
 */
public record Readiness(boolean isReady, String detail) {}
