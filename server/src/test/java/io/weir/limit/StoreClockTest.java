package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreClockTest {
    private static final long OWN = 1_800_000_000_000L;
    private static final long STORE = OWN + 3_600_000;

    private final AtomicLong nanos = new AtomicLong(77_000_000);
    private final StoreClock clock = new StoreClock(nanos::get, InstantSource.fixed(Instant.ofEpochMilli(OWN)));

    @Test
    void isTheOwnClockBeforeTheFirstAnswer() {
        assertThat(clock.millisIn(50)).isEqualTo(OWN + 50);
    }

    @Test
    void followsTheStoreWhoseClockDiffers() {
        clock.restart(nanos.get(), STORE);
        nanos.addAndGet(10_000_000);

        assertThat(clock.millisIn(0)).isEqualTo(STORE + 10);
    }

    @Test
    void trustsTheQuickestAnswerMost() {
        clock.restart(nanos.get(), STORE);
        long sent = nanos.get();
        nanos.addAndGet(40_000_000);
        clock.learn(sent, STORE + 39);

        assertThat(clock.millisIn(0)).isBetween(STORE + 40, STORE + 41);
    }

    @Test
    void followsAClockThatWasSetBackAtOnce() {
        clock.restart(nanos.get(), STORE);

        clock.learn(nanos.get(), STORE - 5000);

        assertThat(clock.millisIn(0)).isEqualTo(STORE - 5000);
    }

    @Test
    void followsDriftByAThousandth() {
        clock.restart(nanos.get(), STORE);
        nanos.addAndGet(10_000_000_000L);

        clock.learn(nanos.get(), STORE + 10_000 + 5);

        assertThat(clock.millisIn(0)).isEqualTo(STORE + 10_000 + 5);
    }
}
