package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalLimiterTest {
    /** A turn of the hour. */
    private static final long START = 1_800_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final LastTold told = new LastTold(100);
    private final StoreClock clock = new StoreClock(nanos::get, InstantSource.fixed(Instant.ofEpochMilli(START)));
    private final NodeShare half = new NodeShare(0, 2);
    private final LocalLimiter local = new LocalLimiter(clock, told, () -> half, "n1", 3);

    static List<LimitDefinition> algorithms() {
        return List.of(Plans.fixed("f", 20, "PT1H"), Plans.rolling("r", 20, "PT1H"), Plans.bucket("b", 20, "PT1H", 20));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void grantsItsShareAgainInTheNextWindow(LimitDefinition limit) {
        LimitSet set = Plans.set("a", limit);
        assertThat(granted(set, 100)).isEqualTo(10);

        advance(3_600_000 + 60_000);

        assertThat(granted(set, 100)).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void takesWhatTheStoreToldIntoAccountUntilItAgesAway(LimitDefinition limit) {
        LimitSet set = Plans.set("a", limit);
        told.remember(set, new TakeResult(1, START, 0, 0, 6, 3_600_000));

        assertThat(granted(set, 100)).isEqualTo(3);
        advance(3_600_000 + 60_000);
        assertThat(granted(set, 100)).isEqualTo(10);
    }

    @Test
    void refillsABucketAtItsShareOfTheRate() {
        LimitSet set = Plans.set("a", Plans.bucket("b", 3600, "PT1H", 10));
        assertThat(granted(set, 100)).isEqualTo(5);

        advance(4000);

        assertThat(granted(set, 100)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void reportsOnlyWhatStillCounts(LimitDefinition limit) {
        granted(Plans.set("a", limit), 4);
        advance(2 * 3_600_000 + 120_000);
        granted(Plans.set("a", limit), 3);

        assertThat(local.reports(100).get(0).lines())
                .extracting(LocalReport.Line::amount)
                .containsExactly(3L);
    }

    @Test
    void reportsABucketAsItStandsWithoutWhatTheStoreKnows() {
        LimitSet set = Plans.set("a", Plans.bucket("b", 3600, "PT1H", 20));
        told.remember(set, new TakeResult(1, START, 0, 0, 12, 8000));
        assertThat(granted(set, 100)).isEqualTo(6);
        advance(4000);
        assertThat(granted(set, 100)).isEqualTo(2);

        // Its half held 4 of the store's and 8 of its own, and 2 have drained: of the store's own count as well.
        assertThat(local.reports(100).get(0).lines())
                .extracting(LocalReport.Line::amount)
                .containsExactly(8L);
    }

    @Test
    void keepsItsCountUntilTheStoreHasToldOfIt() {
        LimitSet set = Plans.set("a", Plans.fixed("f", 20, "PT1H"));
        assertThat(granted(set, 7)).isEqualTo(7);
        List<LocalReport> reports = local.reports(100);
        told.remember(set, new TakeResult(1, START, 0, 0, 20, 3_600_000));
        assertThat(granted(set, 100)).isEqualTo(3);

        reports.get(0).acknowledge();
        local.settle(reports);
        List<LocalReport> rest = local.reports(100);
        rest.get(0).acknowledge();
        local.settle(rest);
        assertThat(granted(set, 100)).isZero();
        told.remember(set, new TakeResult(1, START, 0, 0, 12, 3_600_000));

        assertThat(rest.get(0).lines()).extracting(LocalReport.Line::amount).containsExactly(3L);
        assertThat(granted(set, 100)).isEqualTo(6);
    }

    @Test
    void reportsApisApartAndSomeLinesAtATime() {
        granted(Plans.set("a", Plans.fixed("f", 20, "PT1H")), 1);
        granted(Plans.set("b", Plans.fixed("f", 20, "PT1H")), 1);

        assertThat(local.reports(1)).hasSize(1);
        assertThat(local.reports(100)).hasSize(2).extracting(LocalReport::key).doesNotHaveDuplicates();
        assertThat(local.hasReports()).isTrue();
    }

    @Test
    void refusesWhatItCannotCountUnlessThePlanLetsItPass() {
        granted(Plans.set("a", Plans.fixed("f", 20, "PT1H"), Plans.fixed("g", 20, "PT1H")), 1);
        granted(Plans.set("b", Plans.fixed("f", 20, "PT1H")), 1);
        LimitDefinition full = Plans.fixed("f", 20, "PT1H");

        assertThat(granted(Plans.set("c", full), 1)).isZero();
        assertThat(granted(Plans.set("c", Plans.withoutStore(LimitDefinition.OnStoreFailure.ALLOW, full)), 1))
                .isEqualTo(1);
        assertThat(local.size()).isEqualTo(3);

        advance(3_600_000);
        local.settle(acknowledged(local.reports(100)));
        assertThat(granted(Plans.set("c", full), 1)).isEqualTo(1);
    }

    private static List<LocalReport> acknowledged(List<LocalReport> reports) {
        reports.forEach(LocalReport::acknowledge);
        return reports;
    }

    private int granted(LimitSet set, int wanted) {
        Take take = new Take(set);
        for (int i = 0; i < wanted; i++) {
            take.add(new LimitCheck(set, decision -> {}));
        }
        local.decide(take);
        return take.granted();
    }

    private void advance(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }
}
