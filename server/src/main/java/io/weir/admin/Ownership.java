package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.publishing.FieldProblem;
import java.util.List;

/** What a publisher may do to whose objects: those of their own organization are theirs, and admins have all. */
final class Ownership {
    static final String ORGANIZATION = "organization";

    private Ownership() {}

    /**
     * Refuses what belongs to another organization than the caller's.
     *
     * @param isVisible whether the caller may know that it exists
     */
    static void require(Principal caller, String what, String organization, boolean isVisible) {
        if (caller.publishes(organization)) {
            return;
        }
        throw isVisible
                ? ProblemException.forbidden(what + " belongs to organization " + organization + " (expected: "
                        + caller.organization() + ", the caller's)")
                : ProblemException.notFound(what);
    }

    /** Puts an object that a body describes into the caller's organization; only an admin names another. */
    static void place(Principal caller, ObjectNode body) {
        if (caller.isAdmin()) {
            return;
        }
        String own = caller.organization();
        String given = body.path(ORGANIZATION).asText(own);
        if (!given.equals(own)) {
            throw ProblemException.invalid(
                    List.of(FieldProblem.of(ORGANIZATION, given, own + "; only an admin names another")));
        }
        body.put(ORGANIZATION, own);
    }
}
