package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Kind;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /plans}. */
final class PlanResource implements Resource {
    static final CatalogObjects.Shape<Plan> SHAPE = new CatalogObjects.Shape<>(
            Kind.PLAN,
            new DefinitionReader<>(Plan.class, List.of(new DefinitionReader.Part("/limits/*", LimitDefinition.class))),
            new ObjectView<>(Set.of()),
            Plan::name,
            Set.of());

    /** The contract lets through only the values that mean what this version does anyway. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("enforcement", "shadow");

    private final CatalogObjects<Plan> objects;

    PlanResource(CatalogObjects<Plan> objects) {
        this.objects = objects;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listPlans", call -> objects.list(call, visibleTo(call.caller())),
                "createPlan", call -> objects.createAndShow(call, completion(call.caller())),
                "getPlan", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putPlan", call -> objects.put(call, call.id(), completion(call.caller())),
                "deletePlan", call -> objects.delete(call, call.id(), stored -> requireOwn(stored, call.caller())));
    }

    /** Everybody sees those of the default organization and of their own, and those that APIs offer which they see. */
    private Predicate<Stored<Plan>> visibleTo(Principal caller) {
        Set<String> offered = new HashSet<>();
        if (!caller.isAdmin()) {
            Predicate<Stored<Api>> isSeen = ApiResource.visibleTo(caller);
            for (Stored<?> stored : objects.catalog().all(Kind.API)) {
                if (isSeen.test(api(stored))) {
                    offered.addAll(api(stored).definition().plans());
                }
            }
        }
        return stored -> {
            Plan plan = stored.definition();
            return caller.isAdmin() || plan.serves(caller.organization()) || offered.contains(plan.id());
        };
    }

    @SuppressWarnings("unchecked") // of the kind that was asked for
    private static Stored<Api> api(Stored<?> stored) {
        return (Stored<Api>) stored;
    }

    private void requireOwn(Stored<Plan> stored, Principal caller) {
        Plan plan = stored.definition();
        Ownership.require(
                caller,
                "plan: " + plan.id(),
                plan.organization(),
                visibleTo(caller).test(stored));
    }

    private CatalogObjects.Completion<Plan> completion(Principal caller) {
        return (body, before, catalog) -> {
            if (before != null) {
                requireOwn(before, caller);
            }
            Ownership.place(caller, body);
            for (JsonNode limit : body.path("limits")) {
                ((ObjectNode) limit).remove(WITHOUT_EFFECT);
            }
        };
    }
}
