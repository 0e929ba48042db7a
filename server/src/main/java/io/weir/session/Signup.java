package io.weir.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether people can sign up by themselves. */
public enum Signup {
    /** They can log in at once. */
    @JsonProperty("open")
    OPEN,
    /** They can log in when an administrator has approved. */
    @JsonProperty("approval")
    APPROVAL,
    /** They cannot. */
    @JsonProperty("closed")
    CLOSED
}
