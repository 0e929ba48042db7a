package io.weir.admin;

import io.weir.catalog.Api;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.Kind;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Stored;
import io.weir.publishing.LifecycleAction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
                "createApi", call -> objects.createAndShow(call, completion(call.caller())),
                "getApi", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putApi", call -> objects.put(call, call.id(), completion(call.caller())),
                "deleteApi", call -> objects.delete(call, call.id(), stored -> requireOwn(stored, call.caller())),
                "changeLifecycle",
                        call -> objects.change(
                                call, call.id(), stored -> requireOwn(stored, call.caller()), action(call)::apply));
    }

    /** Everybody sees what is public and was published; publishers and viewers besides what is their organization's. */
    static Predicate<Stored<Api>> visibleTo(Principal caller) {
        return stored -> caller.sees(stored.definition().organization())
                || (stored.definition().visibility() == Api.Visibility.PUBLIC
                        && stored.definition().lifecycle() != Lifecycle.CREATED);
    }

    /** Refuses an API that the caller must not change. */
    static void requireOwn(Stored<Api> stored, Principal caller) {
        Api api = stored.definition();
        Ownership.require(
                caller,
                "api: " + api.id(),
                api.organization(),
                visibleTo(caller).test(stored));
    }

    private static LifecycleAction action(Call call) {
        return LifecycleAction.of(call.object().path("action").asText());
    }

    /** A document comes by import alone: what an export says of one has no meaning for a new API. */
    private static CatalogObjects.Completion<Api> completion(Principal caller) {
        return (body, before, catalog) -> {
            if (before == null) {
                body.remove(DOCUMENT);
            } else {
                requireOwn(before, caller);
            }
            Ownership.place(caller, body);
        };
    }
}
