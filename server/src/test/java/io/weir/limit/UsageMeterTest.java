package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Subscription;
import io.weir.limit.SubscriptionUsage.OfLimit;
import io.weir.limit.SubscriptionUsage.OfResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageMeterTest {
    private static final LimitDefinition EACH = Plans.per(Scope.RESOURCE, Plans.fixed("each", 100, "PT1H"));
    private static final LimitDefinition ALL = Plans.fixed("all", 100, "PT1H");

    private final Map<Limit, Long> used = new HashMap<>();
    private final List<Set<Limit>> questions = new ArrayList<>();
    private final UsageMeter meter = new UsageMeter(() -> limits -> {
        questions.add(limits);
        return limits.stream()
                .collect(Collectors.toMap(
                        limit -> limit, limit -> Standing.of(limit, used.getOrDefault(limit, 0L), 1000, 5000)));
    });

    private static UsageMeter.Subject subject(String api, int resources, LimitDefinition... limits) throws Exception {
        String listed = IntStream.range(0, resources)
                .mapToObj("{\"method\":\"GET\",\"path\":\"/%05d\"}"::formatted)
                .collect(Collectors.joining(","));
        Api definition = CatalogJson.mapper()
                .readValue(
                        "{\"id\":\"%s\",\"name\":\"A\",\"context\":\"/a\",\"resources\":[%s]}".formatted(api, listed),
                        Api.class);
        Subscription subscription = new Subscription("s-" + api, "app", api, "gold", Subscription.State.ACTIVE);
        return new UsageMeter.Subject(subscription, Plans.plan(limits), definition);
    }

    private void take(String api, int resource, long amount) {
        LimitCompiler compiler = new LimitCompiler(Plans.plan(EACH), api);
        LimitSet set = compiler.compile("app", LimitCompiler.resource("GET", "/%05d".formatted(resource)))
                .forClient("");
        used.put(set.limit(0), amount);
    }

    @Test
    void asksNothingWhereNothingIsLimited() throws Exception {
        List<SubscriptionUsage> told = meter.read(List.of(subject("a", 3)));

        assertThat(told.get(0).limits()).isEmpty();
        assertThat(questions).isEmpty();
    }

    @Test
    void asksForAllSubscriptionsInOneQuestion() throws Exception {
        meter.read(List.of(subject("a", 3, EACH, ALL), subject("b", 2, EACH)));

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0)).hasSize(3 + 1 + 2);
    }

    @Test
    void tellsTheFullestResourcesFirstAndNoMoreThanItsBound() throws Exception {
        for (int i = 0; i < 30; i++) {
            take("a", i, i);
        }

        OfLimit told =
                meter.read(List.of(subject("a", 50, EACH))).get(0).limits().get(0);

        assertThat(told.standing()).isEqualTo(new Standing(29, 71, 1000, 5000));
        assertThat(told.resources()).hasSize(UsageMeter.MAX_RESOURCES);
        assertThat(told.resources().get(0).resource()).isEqualTo("GET /00029");
        assertThat(told.resources())
                .extracting(OfResource::standing)
                .extracting(Standing::used)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                .doesNotContain(0L);
    }

    @Test
    void tellsResourcesThatNothingIsTakenFromByTheirLimitAlone() throws Exception {
        OfLimit told =
                meter.read(List.of(subject("a", 5, EACH))).get(0).limits().get(0);

        assertThat(told.standing()).isEqualTo(new Standing(0, 100, 1000, 5000));
        assertThat(told.resources()).isEmpty();
    }

    @Test
    void saysThatItDoesNotKnowWhereAQuestionWouldBeTooLong() throws Exception {
        int most = UsageMeter.MAX_RESOURCE_COUNTERS;

        List<SubscriptionUsage> told = meter.read(
                List.of(subject("a", most - 10, EACH, ALL), subject("b", 11, EACH, ALL), subject("c", 10, EACH)));

        assertThat(told.get(0).limits()).extracting(OfLimit::standing).doesNotContainNull();
        assertThat(told.get(1).limits().get(0).standing()).isNull();
        assertThat(told.get(1).limits().get(1).standing()).isNotNull();
        assertThat(told.get(2).limits().get(0).standing()).isNotNull();
        assertThat(questions.get(0)).hasSize(most + 2);
    }

    @Test
    void doesNotKnowWhatIsCountedByAddress() throws Exception {
        OfLimit told = meter.read(List.of(subject("a", 5, Plans.per(Scope.IP, ALL))))
                .get(0)
                .limits()
                .get(0);

        assertThat(told.standing()).isNull();
        assertThat(questions).isEmpty();
    }
}
