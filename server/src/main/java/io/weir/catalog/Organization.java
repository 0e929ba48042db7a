package io.weir.catalog;

/**
 * A tenant. Those other than {@link #DEFAULT} live under {@code /t/{id}/…} on the gateway.
 *
 * @param id also its path segment
 * @param name free text
 */
public record Organization(String id, String name) implements Definition {

    /** The organization that exists from the start. */
    public static final String DEFAULT = "default";

    public Organization {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
    }

    @Override
    public Kind kind() {
        return Kind.ORGANIZATION;
    }
}
