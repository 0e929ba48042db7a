package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.ApiKey;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /applications/{id}/keys}. */
final class KeyResource implements Resource {
    private static final String DIGEST = "sha256";
    private static final String APPLICATION = "application";

    static final CatalogObjects.Shape<ApiKey> SHAPE = new CatalogObjects.Shape<>(
            Kind.KEY,
            new DefinitionReader<>(ApiKey.class, List.of()),
            new ObjectView<>(Set.of(DIGEST)),
            ApiKey::name,
            Set.of());

    private final CatalogObjects<ApiKey> objects;
    private final Secrets secrets;

    KeyResource(CatalogObjects<ApiKey> objects, Secrets secrets) {
        this.objects = objects;
        this.secrets = secrets;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listKeys", this::list,
                "createKey", this::create,
                "getKey", call -> objects.show(call, require(call)),
                "putKey", this::put,
                "deleteKey", this::delete);
    }

    private Answer list(Call call) {
        Stored<Application> application = application(call);
        String id = application.definition().id();
        return objects.list(call, Pages.of(objects.catalog().keysOf(id)), stored -> true);
    }

    private Answer create(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        ApplicationResource.requireChangeable(application(call), call.caller(), objects.catalog());
        String key = secrets.next(Secrets.KEY);
        Stored<ApiKey> stored = objects.create(call, (body, before, catalog) -> {
            body.put(APPLICATION, call.id());
            body.put(DIGEST, Digests.sha256(key));
        });
        return objects.created(call, stored, view -> view.put("key", key));
    }

    private Answer put(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        application(call);
        return objects.put(
                call, call.parameters().path("key"), (body, before, catalog) -> complete(call, body, before));
    }

    private static void complete(Call call, ObjectNode body, @Nullable Stored<ApiKey> before) {
        String application = body.path(APPLICATION).asText(call.id());
        if (!application.equals(call.id())) {
            throw ProblemException.invalid(
                    List.of(FieldProblem.of(APPLICATION, application, call.id() + ", as in the path")));
        }
        body.put(APPLICATION, application);
        if (!body.has(DIGEST)) {
            if (before == null) {
                throw ProblemException.invalid(List.of(new FieldProblem(DIGEST, "missing")));
            }
            body.put(DIGEST, before.definition().sha256());
        }
    }

    private Answer delete(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        ApplicationResource.requireChangeable(application(call), call.caller(), objects.catalog());
        return objects.delete(call, call.parameters().path("key"), stored -> requireOf(stored, call));
    }

    private Stored<ApiKey> require(Call call) {
        application(call);
        return requireOf(objects.require(call.parameters().path("key"), stored -> true), call);
    }

    private static Stored<ApiKey> requireOf(Stored<ApiKey> stored, Call call) {
        if (!stored.definition().application().equals(call.id())) {
            throw ProblemException.notFound("key: " + stored.definition().id());
        }
        return stored;
    }

    private Stored<Application> application(Call call) {
        Catalog catalog = objects.catalog();
        Stored<Application> stored = catalog.application(call.id());
        if (stored == null
                || !ApplicationResource.visibleTo(call.caller(), catalog).test(stored)) {
            throw ProblemException.notFound("application: " + call.id());
        }
        return stored;
    }
}
