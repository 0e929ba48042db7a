package io.weir.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyRateTest {
    private final BodyRate rate = new BodyRate();

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void giving240BytesASecondIsFastEnough() {
        rate.start(0);
        rate.count(2400);

        assertThat(rate.isTooSlow(seconds(10), true)).isFalse();
        rate.count(2400);
        assertThat(rate.isTooSlow(seconds(20), true)).isFalse();
    }

    @Test
    void givingLessInOneWindowIsTooSlow() {
        rate.start(0);
        rate.count(2399);

        assertThat(rate.isTooSlow(seconds(9), true)).isFalse();
        assertThat(rate.isTooSlow(seconds(10), true)).isTrue();
    }

    @Test
    void timeInWhichNobodyReadsDoesNotCount() {
        rate.start(0);

        assertThat(rate.isTooSlow(seconds(100), false)).isFalse();
        assertThat(rate.isTooSlow(seconds(105), true)).isFalse();
        assertThat(rate.isTooSlow(seconds(110), true)).isTrue();
    }
}
