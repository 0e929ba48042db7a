package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Application;
import io.weir.catalog.Kind;
import io.weir.catalog.Stored;
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
                "listApplications", call -> objects.list(call, visibleTo(call.caller())),
                "createApplication",
                        call -> objects.createAndShow(
                                call, (body, before, catalog) -> complete(call.caller(), body, before)),
                "getApplication", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putApplication",
                        call -> objects.put(
                                call, call.id(), (body, before, catalog) -> complete(call.caller(), body, before)),
                "deleteApplication",
                        call -> objects.delete(call, call.id(), stored -> requireChangeable(stored, call.caller())));
    }

    /** A subscriber sees their own. */
    static Predicate<Stored<Application>> visibleTo(Principal caller) {
        return stored -> !caller.isConsumer() || isOwn(stored, caller);
    }

    /** Refuses an application that the caller must not change. */
    static void requireChangeable(Stored<Application> stored, Principal caller) {
        if (caller.isAdmin() || isOwn(stored, caller)) {
            return;
        }
        String id = stored.definition().id();
        throw caller.isConsumer()
                ? ProblemException.notFound("application: " + id)
                : ProblemException.forbidden("application " + id + " belongs to somebody else");
    }

    private static boolean isOwn(Stored<Application> stored, Principal caller) {
        return caller.user().equals(stored.definition().owner());
    }

    private static void complete(Principal caller, ObjectNode body, @Nullable Stored<Application> before) {
        if (caller.isAdmin()) {
            return;
        }
        if (before != null) {
            requireChangeable(before, caller);
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
