package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Kind;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan stays while an API offers it or a subscription has it. */
final class PlanRules implements Rules<Plan> {

    @Override
    public List<FieldProblem> check(@Nullable Plan before, Plan after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        OrganizationRules.requireKnown(after.organization(), catalog, problems);
        if (before != null && !before.organization().equals(after.organization())) {
            requireOffered(after, catalog, problems);
        }
        return problems;
    }

    /** APIs that offer it go on doing so. */
    private static void requireOffered(Plan plan, Catalog catalog, List<FieldProblem> problems) {
        for (Stored<?> stored : catalog.all(Kind.API)) {
            Api api = (Api) stored.definition();
            if (api.plans().contains(plan.id()) && !plan.serves(api.organization())) {
                problems.add(FieldProblem.of(
                        "organization",
                        plan.organization(),
                        api.organization() + ", since API " + api.id() + " offers it"));
                return;
            }
        }
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<Plan> stored, Catalog catalog) {
        String id = stored.definition().id();
        for (Stored<?> api : catalog.all(Kind.API)) {
            if (((Api) api.definition()).plans().contains(id)) {
                throw inUse(id, "API " + api.definition().id() + " offers it");
            }
        }
        int subscriptions = catalog.subscriptionCountOfPlan(id);
        if (subscriptions > 0) {
            throw inUse(id, subscriptions + " subscriptions have it");
        }
        return List.of();
    }

    private static RefusedException inUse(String id, String why) {
        return RefusedException.conflict("plan-in-use", "plan " + id + " is in use: " + why);
    }
}
