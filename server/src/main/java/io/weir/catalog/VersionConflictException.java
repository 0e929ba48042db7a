package io.weir.catalog;

/** An object was not at the version that a write expected. */
public final class VersionConflictException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String id;
    private final long actualVersion;

    /** @param actualVersion the version that is there; 0 for none */
    public VersionConflictException(Kind kind, String id, long expectedVersion, long actualVersion) {
        super(kind.label() + " " + id + ": version " + actualVersion + " (expected: " + expectedVersion + ")");
        this.kind = kind;
        this.id = id;
        this.actualVersion = actualVersion;
    }

    public Kind kind() {
        return kind;
    }

    public String id() {
        return id;
    }

    public long actualVersion() {
        return actualVersion;
    }
}
