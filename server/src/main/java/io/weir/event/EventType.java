package io.weir.event;

import java.util.Locale;

/** What there is to tell; {@code docs/events.md} says of each what it means and what to do. Names are stable. */
public enum EventType {
    NODE_JOINED(Severity.INFO),
    NODE_LEFT(Severity.INFO),
    NODE_LOST(Severity.WARNING),
    NODE_OUT_OF_SYNC(Severity.WARNING),
    NODE_IN_SYNC(Severity.INFO),
    NODE_QUIESCED(Severity.INFO),
    NODE_RESUMED(Severity.INFO),
    STORE_WIPED(Severity.ERROR),
    STORE_RESTORED(Severity.WARNING),
    CATALOG_ADOPTED(Severity.WARNING),
    DATASTORE_SWITCHED(Severity.INFO),
    LEASE_ACQUIRED(Severity.INFO),
    LEASE_LOST(Severity.WARNING),
    ANALYTICS_GAP(Severity.WARNING),
    /** The node serves another catalogue than before. */
    CATALOG_CHANGED(Severity.INFO, false),
    /** What a node tells of itself is another thing than before. */
    NODE_CHANGED(Severity.INFO, false),
    /** A follower was not told everything. */
    EVENTS_MISSED(Severity.WARNING, false);

    private final Severity severity;
    private final boolean isKept;

    EventType(Severity severity) {
        this(severity, true);
    }

    EventType(Severity severity, boolean isKept) {
        this.severity = severity;
        this.isKept = isKept;
    }

    /** The name in the store, in metrics and in the REST API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** False where only those are told who follow this node just then, and nothing is kept. */
    public boolean isKept() {
        return isKept;
    }
}
