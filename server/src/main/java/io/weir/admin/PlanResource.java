package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
                "listPlans", call -> objects.list(call, stored -> true),
                "createPlan", call -> objects.createAndShow(call, PlanResource::complete),
                "getPlan", call -> objects.show(call, objects.require(call.id(), stored -> true)),
                "putPlan", call -> objects.put(call, call.id(), PlanResource::complete),
                "deletePlan", call -> objects.delete(call, call.id(), stored -> {}));
    }

    private static void complete(ObjectNode body, @Nullable Stored<Plan> before, Catalog catalog) {
        for (JsonNode limit : body.path("limits")) {
            ((ObjectNode) limit).remove(WITHOUT_EFFECT);
        }
    }
}
