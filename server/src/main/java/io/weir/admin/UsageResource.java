package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.Plan;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.limit.UsageMeter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /usage} and {@code /subscriptions/{id}/usage}: how much of their plans' limits subscriptions have taken. */
final class UsageResource implements Resource {
    private final CatalogObjects<Subscription> objects;
    private final UsageMeter meter;

    UsageResource(CatalogObjects<Subscription> objects, UsageMeter meter) {
        this.objects = objects;
        this.meter = meter;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("listUsage", this::list, "getSubscriptionUsage", this::get);
    }

    private Answer list(Call call) throws StoreUnavailableException {
        Pages.Page<Subscription> page = SubscriptionResource.page(call, objects);
        return page.answer(usage(page.items()));
    }

    private Answer get(Call call) throws StoreUnavailableException {
        Stored<Subscription> stored =
                objects.require(call.id(), SubscriptionResource.visibleTo(call.caller(), objects.catalog()));
        List<ObjectNode> usage = usage(List.of(stored));
        if (usage.isEmpty()) {
            throw ProblemException.notFound("subscription: " + call.id());
        }
        return Answer.json(200, usage.get(0));
    }

    private List<ObjectNode> usage(List<Stored<Subscription>> subscriptions) throws StoreUnavailableException {
        Catalog catalog = objects.catalog();
        List<UsageMeter.Subject> subjects = subscriptions.stream()
                .flatMap(stored -> subject(stored.definition(), catalog))
                .toList();
        return meter.read(subjects).stream().map(UsageView::of).toList();
    }

    /** None where the catalogue, which has changed since the subscription was looked up, has its API or plan no more. */
    private static Stream<UsageMeter.Subject> subject(Subscription subscription, Catalog catalog) {
        Stored<Api> api = catalog.api(subscription.api());
        Stored<Plan> plan = catalog.plan(subscription.plan());
        return api == null || plan == null
                ? Stream.of()
                : Stream.of(new UsageMeter.Subject(subscription, plan.definition(), api.definition()));
    }
}
