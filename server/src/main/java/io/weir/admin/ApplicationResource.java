package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.publishing.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /applications}. Whoever is no admin changes only their own. */
final class ApplicationResource implements Resource {
    static final CatalogObjects.Shape<Application> SHAPE = new CatalogObjects.Shape<>(
            Kind.APPLICATION,
            new DefinitionReader<>(Application.class, List.of()),
            new ObjectView<>(Set.of()),
            Application::name,
            Set.of());

    private final CatalogObjects<Application> objects;

    ApplicationResource(CatalogObjects<Application> objects) {
        this.objects = objects;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listApplications", call -> objects.list(call, visibleTo(call.caller(), objects.catalog())),
                "createApplication",
                        call -> objects.createAndShow(
                                call, (body, before, catalog) -> complete(call.caller(), body, before, catalog)),
                "getApplication",
                        call -> objects.show(
                                call, objects.require(call.id(), visibleTo(call.caller(), objects.catalog()))),
                "putApplication",
                        call -> objects.put(
                                call,
                                call.id(),
                                (body, before, catalog) -> complete(call.caller(), body, before, catalog)),
                "deleteApplication",
                        call -> objects.delete(
                                call,
                                call.id(),
                                stored -> requireChangeable(stored, call.caller(), objects.catalog())));
    }

    /** Everybody sees their own; publishers and viewers those of their organization, and those that use its APIs. */
    static Predicate<Stored<Application>> visibleTo(Principal caller, Catalog catalog) {
        return stored -> isOwn(stored, caller)
                || caller.sees(stored.definition().organization())
                || usesApisOf(caller, stored.definition().id(), catalog);
    }

    private static boolean usesApisOf(Principal caller, String application, Catalog catalog) {
        for (Stored<Subscription> stored : catalog.subscriptionsOfApplication(application)) {
            Stored<Api> api = catalog.api(stored.definition().api());
            if (api != null && caller.sees(api.definition().organization())) {
                return true;
            }
        }
        return false;
    }

    /** Refuses an application that the caller must not change. */
    static void requireChangeable(Stored<Application> stored, Principal caller, Catalog catalog) {
        if (caller.isAdmin() || isOwn(stored, caller)) {
            return;
        }
        String id = stored.definition().id();
        throw visibleTo(caller, catalog).test(stored)
                ? ProblemException.forbidden("application " + id + " belongs to somebody else")
                : ProblemException.notFound("application: " + id);
    }

    static boolean isOwn(Stored<Application> stored, Principal caller) {
        return caller.user().equals(stored.definition().owner());
    }

    private static void complete(
            Principal caller, ObjectNode body, @Nullable Stored<Application> before, Catalog catalog) {
        if (caller.isAdmin()) {
            return;
        }
        if (before != null) {
            requireChangeable(before, caller, catalog);
        }
        List<FieldProblem> problems = new ArrayList<>();
        fix(body, "owner", caller.user(), problems);
        fix(
                body,
                "organization",
                before == null ? caller.organization() : before.definition().organization(),
                problems);
        fix(body, "suspended", before != null && before.definition().suspended() ? "true" : "false", problems);
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        body.put("suspended", before != null && before.definition().suspended());
    }

    private static void fix(ObjectNode body, String name, String only, List<FieldProblem> problems) {
        if (body.has(name) && !body.get(name).asText().equals(only)) {
            problems.add(FieldProblem.of(name, body.get(name).asText(), only + "; only an admin sets another"));
        }
        body.put(name, only);
    }
}
