package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription joins an application and an API for good, once, under one of the API's plans. */
final class SubscriptionRules implements Rules<Subscription> {

    @Override
    public List<FieldProblem> check(@Nullable Subscription before, Subscription after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        if (before != null && !before.application().equals(after.application())) {
            problems.add(FieldProblem.of("application", after.application(), before.application() + ", as it is"));
        }
        if (before != null && !before.api().equals(after.api())) {
            problems.add(FieldProblem.of("api", after.api(), before.api() + ", as it is"));
        }
        if (catalog.application(after.application()) == null) {
            problems.add(FieldProblem.of("application", after.application(), "an application that exists"));
        }
        Stored<Api> api = catalog.api(after.api());
        if (api == null) {
            problems.add(FieldProblem.of("api", after.api(), "an API that exists"));
        } else if (!api.definition().plans().contains(after.plan())) {
            problems.add(FieldProblem.of("plan", after.plan(), plansOf(api.definition())));
        }
        if (problems.isEmpty()) {
            requireOnlyOne(after, catalog);
        }
        return problems;
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<Subscription> stored, Catalog catalog) {
        return List.of();
    }

    private static String plansOf(Api api) {
        return api.plans().isEmpty()
                ? "a plan of API " + api.id() + ", which offers none"
                : "one of " + String.join(", ", api.plans());
    }

    private static void requireOnlyOne(Subscription after, Catalog catalog) {
        Stored<Subscription> same = catalog.subscription(after.application(), after.api());
        if (same != null && !same.definition().id().equals(after.id())) {
            throw RefusedException.conflict(
                    "already-subscribed",
                    "application " + after.application() + " has subscription "
                            + same.definition().id() + " to API " + after.api());
        }
    }
}
