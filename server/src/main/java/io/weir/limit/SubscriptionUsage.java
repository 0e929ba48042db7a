package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands under its plan. Immutable.
 *
 * @param limits in the plan's order; none where the plan has none
 */
public record SubscriptionUsage(Subscription subscription, List<OfLimit> limits) {

    /** Takes a copy. */
    public SubscriptionUsage {
        limits = List.copyOf(limits);
    }

    /**
     * Where one limit stands.
     *
     * @param standing of its counter, of the fullest one where each resource has its own; null where it cannot be told
     * @param resources those that something is taken from, the fullest first; none where resources are not counted apart
     */
    public record OfLimit(
            LimitDefinition definition, @Nullable Standing standing, List<OfResource> resources) {
        /** Takes a copy. */
        public OfLimit {
            resources = List.copyOf(resources);
        }
    }

    /** Where the counter of one resource stands. */
    public record OfResource(String resource, Standing standing) {}
}
