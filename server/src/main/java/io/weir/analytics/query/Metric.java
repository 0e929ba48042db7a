package io.weir.analytics.query;

import java.util.Locale;

/** What is counted. */
public enum Metric {
    REQUESTS,
    ERRORS,
    VIOLATIONS,
    LATENCY,
    BYTES;

    /** As parameters name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
