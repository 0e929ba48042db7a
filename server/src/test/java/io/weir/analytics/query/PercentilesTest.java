package io.weir.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private static final double BUCKET = Math.pow(2, 0.25);

    /** As minute documents tell it. */
    private static long[] counts(List<Long> micros) {
        long[] counts = new long[Percentiles.COUNT];
        for (long value : micros) {
            int bucket = 0;
            while (bucket < Percentiles.COUNT - 1 && value >= Percentiles.lowerBound(bucket + 1)) {
                bucket++;
            }
            counts[bucket]++;
        }
        return counts;
    }

    @Test
    void isZeroWithoutCalls() {
        assertThat(Percentiles.of(new long[Percentiles.COUNT], 0.95, 0)).isZero();
    }

    @Test
    void neverExceedsWhatWasSeen() {
        assertThat(Percentiles.of(counts(List.of(1010L, 1020L)), 0.99, 1020)).isLessThanOrEqualTo(1020);
    }

    @Test
    void readsAnEvenDistribution() {
        Long[] values = new Long[100_000];
        Arrays.setAll(values, i -> i + 1L);
        long[] counts = counts(List.of(values));

        assertThat(Percentiles.of(counts, 0.5, 100_000)).isCloseTo(50_000, Percentage.withPercentage(2));
        assertThat(Percentiles.of(counts, 0.95, 100_000)).isCloseTo(95_000, Percentage.withPercentage(4));
    }

    @Property
    void liesWithinTheBucketOfTheTrueValue(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 120, max = 10_000_000) Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        long max = sorted.get(sorted.size() - 1);
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            long exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);

            long read = Percentiles.of(counts(values), share, max);

            assertThat((double) read).isBetween(exact / BUCKET - 1, exact * BUCKET + 1);
        }
    }
}
