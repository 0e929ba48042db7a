package io.weir.admin;

import io.weir.catalog.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param user the id, kept as the author of what they change
 * @param roles what they may do
 * @param organization the id of their organization
 * @param way how they showed who they are
 * @param expires when that ends; null for never
 */
record Principal(
        String user,
        String name,
        Set<Role> roles,
        String organization,
        Way way,
        @Nullable Instant expires) {

    /** How a caller showed who they are. */
    enum Way {
        TOKEN,
        SESSION,
        LOCAL_TOKEN
    }

    boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    boolean hasAny(Set<Role> wanted) {
        return !Collections.disjoint(roles, wanted);
    }

    /** True where this caller sees only what is public or their own. */
    boolean isConsumer() {
        return roles.equals(Set.of(Role.SUBSCRIBER));
    }
}
