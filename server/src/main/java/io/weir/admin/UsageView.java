package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.LimitDefinition;
import io.weir.limit.Standing;
import io.weir.limit.SubscriptionUsage;
import org.jspecify.annotations.Nullable;

/** Where a subscription stands, as the contract's {@code SubscriptionUsage} has it. */
final class UsageView {
    private static final long MILLIS_PER_SECOND = 1000;

    private UsageView() {}

    static ObjectNode of(SubscriptionUsage usage) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("subscription", usage.subscription().id());
        view.put("application", usage.subscription().application());
        view.put("api", usage.subscription().api());
        view.put("plan", usage.subscription().plan());
        ArrayNode limits = view.putArray("limits");
        usage.limits().forEach(limit -> limits.add(limit(limit)));
        return view;
    }

    private static ObjectNode limit(SubscriptionUsage.OfLimit limit) {
        LimitDefinition definition = limit.definition();
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("name", definition.name());
        view.put("scope", definition.scope().label());
        view.set("algorithm", AdminJson.MAPPER.valueToTree(definition.algorithm()));
        view.put("count", definition.count());
        view.put("period", definition.period().text());
        view.put("capacity", definition.capacity());
        view.put("source", limit.standing() == null ? "unknown" : "shared");
        standing(view, limit.standing());
        if (definition.scope() == LimitDefinition.Scope.RESOURCE) {
            ArrayNode resources = view.putArray("resources");
            limit.resources()
                    .forEach(one -> standing(resources.addObject().put("resource", one.resource()), one.standing()));
        }
        return view;
    }

    /** Seconds are rounded up, as in the fields that callers get. */
    private static void standing(ObjectNode view, @Nullable Standing standing) {
        if (standing != null) {
            view.put("used", standing.used());
            view.put("remaining", standing.remaining());
            view.put("resetSeconds", (standing.resetMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
            view.put("resetsAt", standing.resetsAt().toString());
        }
    }
}
