package io.weir.analytics.query;

import java.util.Optional;

/** By what calls are told apart. */
public enum Dimension {
    API("api"),
    VERSION("version"),
    ORGANIZATION("organization"),
    APPLICATION("application"),
    CONSUMER("consumer"),
    PLAN("plan"),
    NODE("node"),
    TARGET("target"),
    STATUS("status"),
    STATUS_CLASS("statusClass");

    private final String field;

    Dimension(String field) {
        this.field = field;
    }

    /** The field of documents, and its name in parameters. */
    public String field() {
        return field;
    }

    /** By its name in parameters. */
    public static Optional<Dimension> of(String name) {
        for (Dimension dimension : values()) {
            if (dimension.field.equals(name)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }
}
