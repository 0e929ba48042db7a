package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The algorithms against models that are too slow to use and too simple to be wrong. */
class AlgorithmCounterTest {
    private static final long START = Instant.parse("2026-11-21T10:00:00.123Z").toEpochMilli() * 1000;

    /** Time goes on by so much, then so many are wanted. */
    record Step(long micros, int wanted) {}

    /** What was granted when. */
    record Grant(long micros, long amount) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> pauses = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 2_000),
                Arbitraries.longs().between(0, 60_000),
                Arbitraries.longs().between(900_000, 1_100_000),
                Arbitraries.longs().between(0, 3_000_000));
        Arbitrary<Integer> wanted = Arbitraries.integers().between(1, 6);
        return Combinators.combine(pauses, wanted).as(Step::new).list().ofMaxSize(120);
    }

    @Property(tries = 150)
    void fixedNeverGrantsMoreThanTheCountInAWindow(@ForAll("steps") List<Step> steps) {
        List<Grant> grants = run(Plans.fixed("f", 7, "PT2S"), steps);

        for (Grant grant : grants) {
            long window = grant.micros() / 2_000_000;
            assertThat(sum(grants, window * 2_000_000, (window + 1) * 2_000_000 - 1))
                    .isLessThanOrEqualTo(7);
        }
    }

    @Property(tries = 150)
    void rollingNeverGrantsMoreThanTheCountInAnyWindow(@ForAll("steps") List<Step> steps) {
        List<Grant> grants = run(Plans.rolling("r", 7, "PT1S"), steps);

        for (Grant grant : grants) {
            assertThat(sum(grants, grant.micros() - 999_999, grant.micros())).isLessThanOrEqualTo(7);
        }
    }

    @Property(tries = 150)
    void rollingRefusesOnlyWhatOneSlotAgoWouldHaveBeenTooMuch(@ForAll("steps") List<Step> steps) {
        AlgorithmCounter counter = AlgorithmCounter.of(Plans.rolling("r", 7, "PT1S"), NodeShare.WHOLE);
        List<Grant> grants = new ArrayList<>();
        long now = START;
        for (Step step : steps) {
            now += step.micros();
            long available = grant(counter, now, step.wanted(), grants);
            if (available < step.wanted()) {
                assertThat(sum(grants, now - 1_000_000 - 1_000_000 / 64, now)).isGreaterThanOrEqualTo(7);
            }
        }
    }

    @Property(tries = 150)
    void bucketGrantsWhatExactFractionsAllow(@ForAll("steps") List<Step> steps) {
        long count = 7;
        long periodMillis = 3_000;
        LimitDefinition limit = Plans.bucket("b", count, "PT3S", 5);
        AlgorithmCounter counter = AlgorithmCounter.of(limit, NodeShare.WHOLE);
        // In units of 1 / period of a token.
        BigInteger full = BigInteger.valueOf(5 * periodMillis);
        BigInteger level = full;
        long now = START;
        for (Step step : steps) {
            long before = now / 1000;
            now += step.micros();
            level = level.add(BigInteger.valueOf((now / 1000 - before) * count)).min(full);
            counter.advance(now);

            assertThat(counter.available()).isEqualTo(level.longValueExact() / periodMillis);

            long granted = Math.min(step.wanted(), counter.available());
            counter.charge(granted);
            level = level.subtract(BigInteger.valueOf(granted * periodMillis));
        }
    }

    @Property(tries = 150)
    void freesARefusedRequestAtTheTimeItTold(@ForAll("steps") List<Step> steps) {
        for (LimitDefinition limit :
                List.of(Plans.fixed("f", 7, "PT2S"), Plans.rolling("r", 7, "PT1S"), Plans.bucket("b", 7, "PT3S", 5))) {
            AlgorithmCounter counter = AlgorithmCounter.of(limit, NodeShare.WHOLE);
            long now = START;
            for (Step step : steps) {
                now += step.micros();
                counter.advance(now);
                counter.charge(Math.min(step.wanted(), counter.available()));
                if (counter.available() == 0) {
                    assertFreesIn(counter, now, counter.retryMillis());
                }
            }
        }
    }

    @Test
    void bucketDoesNotDriftAtTheLargestCount() {
        long most = LimitDefinition.MAX_COUNT;
        AlgorithmCounter counter = AlgorithmCounter.of(Plans.bucket("b", most - 1, "P31D", most), NodeShare.WHOLE);
        counter.advance(START);
        counter.charge(most);

        long period = 31L * 24 * 3600 * 1000;
        for (long ms = 1; ms <= 1000; ms++) {
            counter.advance(START + ms * 1000);
        }

        BigInteger refilled = BigInteger.valueOf(most - 1)
                .multiply(BigInteger.valueOf((START + 1_000_000) / 1000 - START / 1000))
                .divide(BigInteger.valueOf(period));
        assertThat(counter.available()).isEqualTo(refilled.longValueExact());
    }

    @Test
    void windowsFollowTheCalendar() {
        assertThat(end("PT1M", "2026-11-21T10:00:59.999Z")).isEqualTo("2026-11-21T10:01:00Z");
        assertThat(end("PT1H", "2026-11-21T10:00:00Z")).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(end("P1D", "2026-11-21T10:00:00Z")).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(end("P1W", "2026-11-21T10:00:00Z")).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(end("P1W", "2026-11-23T00:00:00Z")).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(end("P1M", "2026-11-21T10:00:00Z")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(end("P1M", "2028-02-29T23:59:59.999Z")).isEqualTo("2028-03-01T00:00:00Z");
    }

    @Test
    void takesATimeThatRunsBackwardsForStandingStill() {
        for (LimitDefinition limit :
                List.of(Plans.fixed("f", 7, "PT1S"), Plans.rolling("r", 7, "PT1S"), Plans.bucket("b", 7, "PT1S", 7))) {
            AlgorithmCounter counter = AlgorithmCounter.of(limit, NodeShare.WHOLE);
            counter.advance(START);
            counter.charge(7);

            counter.advance(START - 10_000_000);

            assertThat(counter.available()).as(limit.name()).isZero();
        }
    }

    private static void assertFreesIn(AlgorithmCounter counter, long now, long millis) {
        AlgorithmCounter justBefore = counter.copy();
        justBefore.advance(now + millis * 1000 - 1001);
        AlgorithmCounter then = counter.copy();
        then.advance(now + millis * 1000);
        assertThat(justBefore.available()).isZero();
        assertThat(then.available()).isPositive();
    }

    private static List<Grant> run(LimitDefinition limit, List<Step> steps) {
        AlgorithmCounter counter = AlgorithmCounter.of(limit, NodeShare.WHOLE);
        List<Grant> grants = new ArrayList<>();
        long now = START;
        for (Step step : steps) {
            now += step.micros();
            grant(counter, now, step.wanted(), grants);
        }
        return grants;
    }

    private static long grant(AlgorithmCounter counter, long now, int wanted, List<Grant> grants) {
        counter.advance(now);
        long available = counter.available();
        long granted = Math.min(wanted, available);
        counter.charge(granted);
        grants.add(new Grant(now, granted));
        return available;
    }

    private static long sum(List<Grant> grants, long from, long to) {
        return grants.stream()
                .filter(grant -> grant.micros() >= from && grant.micros() <= to)
                .mapToLong(Grant::amount)
                .sum();
    }

    private static String end(String period, String time) {
        long millis = Instant.parse(time).toEpochMilli();
        return Instant.ofEpochMilli(FixedWindow.endMillis(Plans.fixed("f", 1, period), millis))
                .toString();
    }
}
