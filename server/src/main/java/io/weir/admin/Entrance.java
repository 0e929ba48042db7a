package io.weir.admin;

import io.weir.catalog.Role;

/** Through which listener a request comes. */
enum Entrance {
    /** Operators, publishers and scripts: all operations, health and metrics. */
    ADMIN("weir-session"),
    /** Anybody from outside: what subscribers may do, sign-up and log-in. Whoever comes this way is a subscriber and nothing more. */
    PORTAL("weir-portal-session");

    private final String cookie;

    Entrance(String cookie) {
        this.cookie = cookie;
    }

    /** The name of its session cookie: browsers tell hosts apart, but not ports. */
    String cookie() {
        return cookie;
    }

    /** Whether an operation is there at all. */
    boolean offers(Operation operation) {
        return this == ADMIN || operation.isOpen() || operation.roles().contains(Role.SUBSCRIBER);
    }

    /** Whether operators' pages are there: health and metrics. */
    boolean isForOperators() {
        return this == ADMIN;
    }

    /**
     * Who a caller is here.
     *
     * @throws ProblemException 403 for one who is no subscriber, at the portal
     */
    Principal admit(Principal principal) {
        if (this == ADMIN) {
            return principal;
        }
        if (!principal.isAdmin() && !principal.roles().contains(Role.SUBSCRIBER)) {
            throw ProblemException.forbidden("no role subscriber (expected: one, at the portal)");
        }
        return principal.asSubscriber();
    }
}
