package io.weir.catalog;

/**
 * One published thing as its owner wrote it: plain data, validated by its compact constructor, the same in the store, in a snapshot
 * on disk and (where it may be shown) in the REST API. Immutable.
 */
public sealed interface Definition
        permits Organization, Api, Plan, Application, ApiKey, Subscription, User, AccessToken {

    /** Id within its kind: {@code [a-z0-9][a-z0-9-]{0,62}}. */
    String id();

    /** Which kind of thing this is. */
    Kind kind();
}
