package io.weir.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a quiesced node refuses; a later one includes the earlier. */
public enum QuiesceMode {
    /** Nothing. */
    @JsonProperty("none")
    NONE,
    /** Design-time writes; reads and traffic go on. */
    @JsonProperty("writes")
    WRITES,
    /** Traffic too. */
    @JsonProperty("all")
    ALL
}
