package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may use the admin API.
 *
 * @param id the user name
 * @param name full name, free text
 * @param email for people; nothing is sent to it; may be null
 * @param roles what they may do
 * @param organization the id of their organization
 * @param state whether they get in; active unless given
 * @param passwordHash Argon2id in the PHC string form; null for one who cannot log in by password
 */
public record User(
        String id,
        String name,
        @Nullable String email,
        Set<Role> roles,
        String organization,
        State state,
        @Nullable String passwordHash)
        implements Definition {

    /** Whether a user gets in. */
    public enum State {
        /** They do. */
        @JsonProperty("active")
        ACTIVE,
        /** They signed up and wait for an administrator to approve. */
        @JsonProperty("pending")
        PENDING,
        /** An administrator keeps them out. */
        @JsonProperty("suspended")
        SUSPENDED
    }

    public User {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
        organization = organization == null ? Organization.DEFAULT : organization;
        Ids.requireId(organization, "organization");
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        state = state == null ? State.ACTIVE : state;
    }

    /** Whether they get in. */
    @JsonIgnore
    public boolean isActive() {
        return state == State.ACTIVE;
    }

    /** The same user in another state. */
    public User in(State next) {
        return new User(id, name, email, roles, organization, next, passwordHash);
    }

    /** The same user with another password. */
    public User withPassword(String hash) {
        return new User(id, name, email, roles, organization, state, hash);
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", roles=" + roles + ", state=" + state + "]";
    }
}
