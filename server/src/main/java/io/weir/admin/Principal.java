package io.weir.admin;

import io.weir.catalog.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
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
        LOCAL_TOKEN;

        /** The word in the audit log. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The same caller with no other role than subscriber. */
    Principal asSubscriber() {
        return new Principal(user, name, Set.of(Role.SUBSCRIBER), organization, way, expires);
    }

    boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    boolean hasAny(Set<Role> wanted) {
        return !Collections.disjoint(roles, wanted);
    }

    /** Whether this caller is nothing but a subscriber, who sees what is their own. */
    boolean isConsumer() {
        return !hasAny(Set.of(Role.ADMIN, Role.PUBLISHER, Role.VIEWER));
    }

    /** Whether this caller sees whatever belongs to an organization. */
    boolean sees(String other) {
        return isAdmin() || (hasAny(Set.of(Role.PUBLISHER, Role.VIEWER)) && organization.equals(other));
    }

    /** Whether this caller changes APIs and plans of an organization. */
    boolean publishes(String other) {
        return isAdmin() || (roles.contains(Role.PUBLISHER) && organization.equals(other));
    }
}
