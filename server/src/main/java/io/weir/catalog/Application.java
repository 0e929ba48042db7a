package io.weir.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A consumer's program: it owns keys and subscribes to APIs.
 *
 * @param name free text
 * @param description free text, may be null
 * @param organization the id of its organization
 * @param owner the id of the user it belongs to; null for one made by an administrator's script
 * @param suspended true while none of its keys may call
 */
public record Application(
        String id,
        String name,
        @Nullable String description,
        String organization,
        @Nullable String owner,
        boolean suspended)
        implements Definition {

    public Application {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
        organization = organization == null ? Organization.DEFAULT : organization;
        Ids.requireId(organization, "organization");
    }

    @Override
    public Kind kind() {
        return Kind.APPLICATION;
    }
}
