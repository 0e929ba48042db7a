package io.weir.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much an event matters to an operator. */
public enum Severity {
    /** As it should be. */
    @JsonProperty("info")
    INFO,
    /** To be looked at, soon. */
    @JsonProperty("warning")
    WARNING,
    /** To be acted upon, now. */
    @JsonProperty("error")
    ERROR;

    /** The word in the store, in metrics and in the REST API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity with this label. */
    public static Optional<Severity> of(String label) {
        return Arrays.stream(values())
                .filter(severity -> severity.label().equals(label))
                .findFirst();
    }
}
