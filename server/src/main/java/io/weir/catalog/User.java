package io.weir.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may use the admin API.
 *
 * @param id the user name
 * @param name full name, free text
 * @param roles what they may do
 * @param organization the id of their organization
 * @param passwordHash Argon2id in the PHC string form; null for one who cannot log in by password
 */
public record User(
        String id,
        String name,
        Set<Role> roles,
        String organization,
        @Nullable String passwordHash) implements Definition {

    public User {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
        organization = organization == null ? Organization.DEFAULT : organization;
        Ids.requireId(organization, "organization");
        roles = roles == null ? Set.of() : Set.copyOf(roles);
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", roles=" + roles + "]";
    }
}
