package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user may do; each role is enforced by the server, operation by operation. */
public enum Role {
    /** Everything. */
    @JsonProperty("admin")
    ADMIN,
    /** APIs and plans. */
    @JsonProperty("publisher")
    PUBLISHER,
    /** Applications, keys and subscriptions of their own. */
    @JsonProperty("subscriber")
    SUBSCRIBER,
    /** Reads everything, changes nothing. */
    @JsonProperty("viewer")
    VIEWER
}
