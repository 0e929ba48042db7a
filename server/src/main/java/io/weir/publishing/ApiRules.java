package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.catalog.Kind;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.route.ApiPaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API names an organization and plans that exist, can be routed as it is written, shares its place on the gateway with no other, has
 * an endpoint while it is reachable, and keeps the plans that subscriptions have.
 */
final class ApiRules implements Rules<Api> {
    private static final String VERSION = "{version}";

    /** What no percent-encoding can spell otherwise. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]*");

    @Override
    public List<FieldProblem> check(@Nullable Api before, Api after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        OrganizationRules.requireKnown(after.organization(), catalog, problems);
        requirePlans(after, catalog, problems);
        for (int i = 0; i < after.policies().size(); i++) {
            String name = after.policies().get(i).name();
            problems.add(new FieldProblem("policies[" + i + "].name", name + " (not in this version)"));
        }
        ApiPaths.problems(after).stream().map(ApiRules::problem).forEach(problems::add);
        if (problems.isEmpty()) {
            requireNormalForm(after, problems);
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        requireOwnPlace(after, catalog);
        requireEndpoint(after);
        requireSubscribedPlans(after, catalog);
        return problems;
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<Api> stored, Catalog catalog) {
        String id = stored.definition().id();
        Iterator<Stored<Subscription>> subscriptions =
                catalog.subscriptionsOfApi(id).iterator();
        if (subscriptions.hasNext()) {
            Subscription first = subscriptions.next().definition();
            throw RefusedException.conflict(
                    "api-in-use",
                    "API " + id + " has subscriptions, among them " + first.id() + " of application "
                            + first.application());
        }
        return List.of();
    }

    /** Refuses an API that callers could reach but that leads nowhere. */
    static void requireEndpoint(Api api) {
        boolean isReachable = api.lifecycle() == Lifecycle.PUBLISHED
                || api.lifecycle() == Lifecycle.BLOCKED
                || api.lifecycle() == Lifecycle.DEPRECATED;
        if (isReachable && api.endpoint() == null) {
            throw RefusedException.conflict(
                    "no-endpoint",
                    "API " + api.id() + " has no endpoint (expected: one to be " + api.lifecycle() + ")");
        }
    }

    private static void requirePlans(Api api, Catalog catalog, List<FieldProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < api.plans().size(); i++) {
            String plan = api.plans().get(i);
            Stored<Plan> stored = catalog.plan(plan);
            if (stored == null || !stored.definition().serves(api.organization())) {
                problems.add(FieldProblem.of(
                        "plans[" + i + "]", plan, "a plan that exists, of the API's organization or the default one"));
            } else if (!seen.add(plan)) {
                problems.add(FieldProblem.of("plans[" + i + "]", plan, "each plan once"));
            }
        }
    }

    private static FieldProblem problem(InvalidDefinitionException e) {
        String prefix = e.field() + ": ";
        String message = String.valueOf(e.getMessage());
        return new FieldProblem(e.field(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /** One spelling for each place, so that an index by spelling finds who is there. */
    private static void requireNormalForm(Api api, List<FieldProblem> problems) {
        String sample = "v";
        String written = api.context().replace(VERSION, sample);
        String normal = ApiPaths.context(api.context(), sample);
        if (!normal.equals(written.equals("/") ? "" : written)) {
            problems.add(FieldProblem.of("context", api.context(), normal + ", the normal form"));
        }
    }

    private static void requireOwnPlace(Api api, Catalog catalog) {
        catalog.apisAt(api.organization(), api.resolvedContext())
                .forEach(other -> requireOther(api, other.definition()));
        if (!PLAIN.matcher(api.resolvedContext()).matches()) {
            String place = ApiPaths.gatewayContext(api);
            for (Stored<?> stored : catalog.all(Kind.API)) {
                Api other = (Api) stored.definition();
                if (ApiPaths.gatewayContext(other).equals(place)) {
                    requireOther(api, other);
                }
            }
        }
    }

    private static void requireOther(Api api, Api other) {
        if (!other.id().equals(api.id())) {
            throw RefusedException.conflict(
                    "context-taken",
                    "context " + api.resolvedContext() + " of organization " + api.organization() + " belongs to API "
                            + other.id());
        }
    }

    private static void requireSubscribedPlans(Api api, Catalog catalog) {
        for (Stored<Subscription> stored : catalog.subscriptionsOfApi(api.id())) {
            Subscription subscription = stored.definition();
            if (!api.plans().contains(subscription.plan())) {
                throw RefusedException.conflict(
                        "plan-in-use",
                        "plan " + subscription.plan() + " must stay on API " + api.id() + ": subscription "
                                + subscription.id() + " has it");
            }
        }
    }
}
