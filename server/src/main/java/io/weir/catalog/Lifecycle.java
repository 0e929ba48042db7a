package io.weir.catalog;

/** Where an API is: CREATED → PUBLISHED ⇄ BLOCKED → DEPRECATED → RETIRED. */
public enum Lifecycle {
    /** Not reachable: 404. */
    CREATED,
    /** Calls pass. */
    PUBLISHED,
    /** Calls answer 503. */
    BLOCKED,
    /** Calls pass; no new subscriptions. */
    DEPRECATED,
    /** Calls answer 410. */
    RETIRED
}
