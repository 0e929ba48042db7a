package io.weir.limit;

import static java.util.Objects.requireNonNull;

import io.weir.catalog.Api;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Plan;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Subscription;
import io.weir.limit.SubscriptionUsage.OfLimit;
import io.weir.limit.SubscriptionUsage.OfResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells where subscriptions stand under their plans, all in one question to the store, whose size is bounded: limits of single resources are
 * told as long as {@link #MAX_RESOURCE_COUNTERS} are enough. Any thread; blocks.
 */
public final class UsageMeter {
    /** Some 10 ms of the store's time, in short runs of a script. */
    static final int MAX_RESOURCE_COUNTERS = 2000;

    /** Most resources that are told of one limit. */
    static final int MAX_RESOURCES = 20;

    private static final Comparator<OfResource> FULLEST_FIRST = Comparator.<OfResource>comparingLong(
                    one -> one.standing().used())
            .reversed()
            .thenComparing(OfResource::resource);

    private final Supplier<LimitGauge> gauge;

    /** @param gauge of the store that is in use */
    public UsageMeter(Supplier<LimitGauge> gauge) {
        this.gauge = gauge;
    }

    /** A subscription with what it is to. */
    public record Subject(Subscription subscription, Plan plan, Api api) {}

    /** Where these subscriptions stand, in their order; asks nothing where no plan has limits. */
    public List<SubscriptionUsage> read(List<Subject> subjects) throws StoreUnavailableException {
        Question question = new Question();
        List<List<Counters>> asked = subjects.stream().map(question::counters).toList();
        Map<Limit, Standing> standings =
                question.limits.isEmpty() ? Map.of() : gauge.get().read(question.limits);
        List<SubscriptionUsage> told = new ArrayList<>(subjects.size());
        for (int i = 0; i < asked.size(); i++) {
            List<OfLimit> limits =
                    asked.get(i).stream().map(one -> one.tell(standings)).toList();
            told.add(new SubscriptionUsage(subjects.get(i).subscription(), limits));
        }
        return told;
    }

    /** The counters that one trip asks for. */
    private static final class Question {
        private static final String ALL = "";

        private final Set<Limit> limits = new HashSet<>();
        private int room = MAX_RESOURCE_COUNTERS;

        List<Counters> counters(Subject subject) {
            LimitCompiler compiler =
                    new LimitCompiler(subject.plan(), subject.api().id());
            List<Counters> counters = new ArrayList<>();
            for (int i = 0; i < subject.plan().limits().size(); i++) {
                counters.add(counters(subject, compiler, i));
            }
            return counters;
        }

        private Counters counters(Subject subject, LimitCompiler compiler, int limit) {
            LimitDefinition definition = subject.plan().limits().get(limit);
            Map<String, Limit> byResource = new LinkedHashMap<>();
            for (String resource : resources(definition, subject.api())) {
                Limit counter = compiler.limit(limit, subject.subscription().application(), resource);
                if (counter != null) {
                    byResource.put(resource, counter);
                }
            }
            limits.addAll(byResource.values());
            return new Counters(definition, byResource);
        }

        /** All resources or, where they are too many, none: the fullest one could be among those that are not asked for. */
        private List<String> resources(LimitDefinition definition, Api api) {
            if (definition.scope() != Scope.RESOURCE) {
                return List.of(ALL);
            }
            if (api.resources().size() > room) {
                return List.of();
            }
            room -= api.resources().size();
            return api.resources().stream()
                    .map(resource -> LimitCompiler.resource(resource.method(), resource.path()))
                    .toList();
        }
    }

    /**
     * The counters of one limit of one subscription.
     *
     * @param byResource one in all, or one for each resource; none where they cannot be told
     */
    private record Counters(LimitDefinition definition, Map<String, Limit> byResource) {

        OfLimit tell(Map<Limit, Standing> standings) {
            List<OfResource> all = byResource.entrySet().stream()
                    .map(one -> new OfResource(
                            one.getKey(), requireNonNull(standings.get(one.getValue()), "a counter was not told")))
                    .sorted(FULLEST_FIRST)
                    .toList();
            @Nullable Standing fullest = all.isEmpty() ? null : all.get(0).standing();
            return new OfLimit(definition, fullest, definition.scope() == Scope.RESOURCE ? used(all) : List.of());
        }

        private static List<OfResource> used(List<OfResource> all) {
            return all.stream()
                    .filter(one -> one.standing().used() > 0)
                    .limit(MAX_RESOURCES)
                    .toList();
        }
    }
}
