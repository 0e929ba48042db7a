package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.Kind;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Stored;
import io.weir.publishing.LifecycleAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /apis} and their life. */
final class ApiResource implements Resource {
    private static final String DOCUMENT = "document";

    static final CatalogObjects.Shape<Api> SHAPE = new CatalogObjects.Shape<>(
            Kind.API,
            new DefinitionReader<>(
                    Api.class,
                    List.of(
                            new DefinitionReader.Part("/endpoint/targets/*", EndpointDefinition.Target.class),
                            new DefinitionReader.Part("/endpoint/timeouts", EndpointDefinition.Timeouts.class),
                            new DefinitionReader.Part("/endpoint", EndpointDefinition.class))),
            new ObjectView<>(Set.of()),
            Api::name,
            Set.of("lifecycle", DOCUMENT));

    private final CatalogObjects<Api> objects;

    ApiResource(CatalogObjects<Api> objects) {
        this.objects = objects;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listApis", call -> objects.list(call, visibleTo(call.caller())),
                "createApi", call -> objects.createAndShow(call, ApiResource::complete),
                "getApi", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putApi", call -> objects.put(call, call.id(), ApiResource::complete),
                "deleteApi", call -> objects.delete(call, call.id(), stored -> {}),
                "changeLifecycle", call -> objects.change(call, call.id(), action(call)::apply));
    }

    /** A subscriber sees what is public and was published. */
    static Predicate<Stored<Api>> visibleTo(Principal caller) {
        return stored -> !caller.isConsumer()
                || (stored.definition().visibility() == Api.Visibility.PUBLIC
                        && stored.definition().lifecycle() != Lifecycle.CREATED);
    }

    private static LifecycleAction action(Call call) {
        return LifecycleAction.of(call.object().path("action").asText());
    }

    /** A document comes by import alone: what an export says of one has no meaning for a new API. */
    private static void complete(ObjectNode body, @Nullable Stored<Api> before, Catalog catalog) {
        if (before == null) {
            body.remove(DOCUMENT);
        }
    }
}
