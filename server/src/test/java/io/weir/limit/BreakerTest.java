package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Breaker breaker = new Breaker(new SplittableRandom(1));

    @Test
    void triesAgainAtOnceAfterTheFirstFailures() {
        fail(Breaker.TOLERATED - 1);

        assertThat(breaker.pause()).isZero();
    }

    @Test
    void leavesAStoreAloneThatGoesOnFailingButNeverForLong() {
        fail(Breaker.TOLERATED);
        assertThat(breaker.pause().toMillis()).isBetween(200L, 250L);

        fail(1);
        assertThat(breaker.pause().toMillis()).isBetween(400L, 500L);

        fail(1000);
        assertThat(breaker.pause().toMillis()).isBetween(800L, 1000L);
    }

    @Test
    void startsOverAfterASuccess() {
        fail(10);

        breaker.succeeded();

        assertThat(breaker.pause()).isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
