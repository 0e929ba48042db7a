package io.weir.catalog;

import java.time.Instant;

/**
 * A definition as the store holds it.
 *
 * @param definition what was written
 * @param version 1 for the first write of this id, then 1 more each
 * @param revision the catalogue's revision that this write made, so no two versions of an object ever share one; the {@code ETag} of the REST API
 * @param created when this id was first written, by the store's clock
 * @param updated when this version was written, by the store's clock
 * @param author who wrote this version: a user id, or what acted
 */
public record Stored<T extends Definition>(
        T definition, long version, long revision, Instant created, Instant updated, String author) {}
