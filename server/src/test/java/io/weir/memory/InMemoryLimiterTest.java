package io.weir.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.limit.Caller;
import io.weir.limit.Limiter;
import io.weir.limit.LimiterContract;
import io.weir.limit.Plans;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InMemoryLimiterTest extends LimiterContract {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @Override
    protected Limiter limiter() {
        return new InMemoryLimiter(CLOCK, 1000);
    }

    @Test
    void refusesWhatNeedsMoreCountersThanItMayHave() {
        try (Caller caller = new Caller(new InMemoryLimiter(CLOCK, 2))) {

            assertThat(caller.granted(Plans.set("a", Plans.fixed("f", 9, "PT1H")), 1))
                    .isEqualTo(1);
            assertThat(caller.granted(Plans.set("b", Plans.fixed("f", 9, "PT1H")), 1))
                    .isEqualTo(1);
            assertThat(caller.granted(Plans.set("c", Plans.fixed("f", 9, "PT1H")), 1))
                    .isZero();
            assertThat(caller.granted(Plans.set("a", Plans.fixed("f", 9, "PT1H")), 1))
                    .isEqualTo(1);
        }
    }
}
