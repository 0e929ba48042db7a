package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.SubscriptionRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions}. */
final class SubscriptionResource implements Resource {
    private static final String STATE = "state";

    static final CatalogObjects.Shape<Subscription> SHAPE = new CatalogObjects.Shape<>(
            Kind.SUBSCRIPTION,
            new DefinitionReader<>(Subscription.class, List.of()),
            new ObjectView<>(Set.of()),
            subscription -> null,
            Set.of());

    private final CatalogObjects<Subscription> objects;

    SubscriptionResource(CatalogObjects<Subscription> objects) {
        this.objects = objects;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listSubscriptions",
                        call -> {
                            Pages.Page<Subscription> page = page(call, objects);
                            return page.answer(objects.views(call, page.items()));
                        },
                "createSubscription",
                        call -> objects.createAndShow(
                                call, (body, before, catalog) -> request(call.caller(), body, catalog)),
                "getSubscription",
                        call -> objects.show(
                                call, objects.require(call.id(), visibleTo(call.caller(), objects.catalog()))),
                "putSubscription",
                        call -> objects.put(
                                call,
                                call.id(),
                                (body, before, catalog) -> complete(call.caller(), body, before, catalog)),
                "deleteSubscription",
                        call -> objects.delete(call, call.id(), stored -> requireChangeable(stored, call.caller())));
    }

    /** Those that a call asks for, by {@code application} and {@code api}, and its caller may see. */
    static Pages.Page<Subscription> page(Call call, CatalogObjects<Subscription> objects) {
        Catalog catalog = objects.catalog();
        String application = call.parameters().query("application");
        String api = call.parameters().query("api");
        Predicate<Stored<Subscription>> wanted =
                stored -> api == null || stored.definition().api().equals(api);
        Predicate<Stored<Subscription>> visible =
                visibleTo(call.caller(), catalog).and(wanted);
        if (application != null) {
            return objects.page(call, Pages.of(catalog.subscriptionsOfApplication(application)), visible);
        }
        return objects.page(call, api == null ? objects.all() : Pages.of(catalog.subscriptionsOfApi(api)), visible);
    }

    /** Everybody sees those of their own applications; publishers and viewers those of their organization's applications and APIs. */
    static Predicate<Stored<Subscription>> visibleTo(Principal caller, Catalog catalog) {
        return stored -> {
            Stored<Application> application =
                    catalog.application(stored.definition().application());
            Stored<Api> api = catalog.api(stored.definition().api());
            return caller.isAdmin()
                    || (application != null && seesAll(caller, application))
                    || (api != null && caller.sees(api.definition().organization()));
        };
    }

    private static boolean seesAll(Principal caller, Stored<Application> application) {
        return ApplicationResource.isOwn(application, caller)
                || caller.sees(application.definition().organization());
    }

    /** Who publishes the API ends a subscription, and so does the application's owner. */
    private void requireChangeable(Stored<Subscription> stored, Principal caller) {
        Catalog catalog = objects.catalog();
        Stored<Application> application =
                catalog.application(stored.definition().application());
        if (application == null || !ApplicationResource.isOwn(application, caller)) {
            requirePublisher(stored, caller, catalog);
        }
    }

    private void requirePublisher(Stored<Subscription> stored, Principal caller, Catalog catalog) {
        Subscription subscription = stored.definition();
        Stored<Api> api = catalog.api(subscription.api());
        String organization =
                api == null ? Organization.DEFAULT : api.definition().organization();
        Ownership.require(
                caller,
                "subscription: " + subscription.id(),
                organization,
                visibleTo(caller, catalog).test(stored));
    }

    /** A new one: the plan decides its state unless an admin does. */
    private static void request(Principal caller, ObjectNode body, Catalog catalog) {
        SubscriptionRequest request = new SubscriptionRequest(
                body.path("application").asText(),
                body.path("api").asText(),
                body.path("plan").asText());
        requireVisible(request, caller, catalog);
        Subscription accepted = request.accept(body.path(ObjectView.ID).asText(), catalog);
        if (body.has(STATE) && !caller.isAdmin()) {
            throw ProblemException.invalid(List.of(FieldProblem.of(
                    STATE, body.get(STATE).asText(), "nothing: the plan decides, unless the caller is an admin")));
        }
        if (!body.has(STATE)) {
            body.set(STATE, AdminJson.MAPPER.valueToTree(accepted.state()));
        }
    }

    private static void requireOwnApi(Principal caller, String id, Catalog catalog) {
        Stored<Api> api = catalog.api(id);
        if (api == null || !caller.publishes(api.definition().organization())) {
            throw ProblemException.invalid(
                    List.of(FieldProblem.of("api", id, "an API of organization " + caller.organization())));
        }
    }

    private static void requireVisible(SubscriptionRequest request, Principal caller, Catalog catalog) {
        Stored<Application> application = catalog.application(request.application());
        Stored<Api> api = catalog.api(request.api());
        if (application != null) {
            ApplicationResource.requireChangeable(application, caller, catalog);
        }
        if (api != null && !ApiResource.visibleTo(caller).test(api)) {
            throw ProblemException.invalid(List.of(FieldProblem.of("api", request.api(), "an API that exists")));
        }
    }

    /** Brought in as an export gives it, or changed: what it does not say of its state stays, or is decided by the plan. */
    private void complete(Principal caller, ObjectNode body, @Nullable Stored<Subscription> before, Catalog catalog) {
        if (before != null) {
            requirePublisher(before, caller, catalog);
        } else if (!caller.isAdmin()) {
            requireOwnApi(caller, body.path("api").asText(), catalog);
        }
        if (!body.has(STATE)) {
            Subscription.State state = before == null
                    ? new SubscriptionRequest("a", "a", body.path("plan").asText())
                            .accept(body.path(ObjectView.ID).asText(), catalog)
                            .state()
                    : before.definition().state();
            body.set(STATE, AdminJson.MAPPER.valueToTree(state));
        }
    }
}
