package io.weir.publishing;

import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Definition;
import io.weir.catalog.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application names an organization and an owner that exist; its keys and subscriptions go with it. */
final class ApplicationRules implements Rules<Application> {

    @Override
    public List<FieldProblem> check(@Nullable Application before, Application after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        OrganizationRules.requireKnown(after.organization(), catalog, problems);
        String owner = after.owner();
        if (owner != null && catalog.user(owner) == null) {
            problems.add(FieldProblem.of("owner", owner, "a user who exists"));
        }
        return problems;
    }

    @Override
    public List<Edit> deleteAlong(Stored<Application> stored, Catalog catalog) {
        String id = stored.definition().id();
        List<Edit> edits = new ArrayList<>();
        catalog.keysOf(id).forEach(key -> edits.add(delete(key)));
        catalog.subscriptionsOfApplication(id).forEach(subscription -> edits.add(delete(subscription)));
        if (edits.size() >= CatalogStore.MAX_EDITS) {
            throw RefusedException.conflict(
                    "too-many-dependents",
                    "application " + id + " has " + edits.size() + " keys and subscriptions (expected: at most "
                            + (CatalogStore.MAX_EDITS - 1) + " to go with it; delete some first)");
        }
        return edits;
    }

    static Edit delete(Stored<? extends Definition> stored) {
        return Edit.delete(stored.definition().kind(), stored.definition().id(), stored.version());
    }
}
