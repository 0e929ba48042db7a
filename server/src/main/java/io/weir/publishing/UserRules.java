package io.weir.publishing;

import io.weir.catalog.AccessToken;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** There is always an administrator; a user's tokens go with the user, applications do not. */
final class UserRules implements Rules<User> {

    @Override
    public List<FieldProblem> check(@Nullable User before, User after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        OrganizationRules.requireKnown(after.organization(), catalog, problems);
        if (before != null && rules(before) && !rules(after)) {
            requireOtherAdmin(before.id(), catalog);
        }
        return problems;
    }

    @Override
    public List<Edit> deleteAlong(Stored<User> stored, Catalog catalog) {
        User user = stored.definition();
        if (rules(user)) {
            requireOtherAdmin(user.id(), catalog);
        }
        for (Stored<?> application : catalog.all(Kind.APPLICATION)) {
            if (user.id().equals(((Application) application.definition()).owner())) {
                throw RefusedException.conflict(
                        "user-in-use",
                        "user " + user.id() + " owns application "
                                + application.definition().id());
            }
        }
        List<Edit> edits = new ArrayList<>();
        for (Stored<?> token : catalog.all(Kind.TOKEN)) {
            if (((AccessToken) token.definition()).user().equals(user.id())) {
                edits.add(ApplicationRules.delete(token));
            }
        }
        if (edits.size() >= CatalogStore.MAX_EDITS) {
            throw RefusedException.conflict(
                    "too-many-dependents", "user " + user.id() + " has " + edits.size() + " tokens; delete some first");
        }
        return edits;
    }

    private static boolean rules(User user) {
        return user.isActive() && user.roles().contains(Role.ADMIN);
    }

    private static void requireOtherAdmin(String id, Catalog catalog) {
        for (Stored<?> other : catalog.all(Kind.USER)) {
            if (!other.definition().id().equals(id) && rules((User) other.definition())) {
                return;
            }
        }
        throw RefusedException.conflict("last-admin", "user " + id + " is the last active one with role admin");
    }
}
