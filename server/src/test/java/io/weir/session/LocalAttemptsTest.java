package io.weir.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.session.AttemptStore.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalAttemptsTest extends AttemptStoreContract {
    private static final Tally TALLY = new Tally("a", new Pace(3, Duration.ofMinutes(1), Duration.ofMinutes(15)));

    private final AtomicLong now = new AtomicLong();
    private final LocalAttempts attempts = new LocalAttempts(now::get);

    @Override
    protected AttemptStore store() {
        return attempts;
    }

    @Test
    void doublesTheWaitUpToTheLongest() {
        take(3);
        assertThat(attempts.take(List.of(TALLY))).isEqualTo(1000);

        passing(Duration.ofSeconds(1));
        take(1);
        assertThat(attempts.take(List.of(TALLY))).isEqualTo(2000);

        for (int i = 0; i < 20; i++) {
            passing(Duration.ofMinutes(1));
            take(1);
        }
        assertThat(attempts.take(List.of(TALLY))).isEqualTo(60_000);
    }

    @Test
    void letsTheNextTryThroughWhenTheWaitIsOver() {
        take(3);

        passing(Duration.ofMillis(999));
        assertThat(attempts.take(List.of(TALLY))).isEqualTo(1);

        passing(Duration.ofMillis(1));
        assertThat(attempts.take(List.of(TALLY))).isZero();
    }

    @Test
    void forgetsAfterAWhile() {
        take(3);

        passing(Duration.ofMinutes(15));

        take(3);
        assertThat(attempts.take(List.of(TALLY))).isEqualTo(1000);
    }

    @Test
    void remembersSoManyTalliesAndNoMore() {
        for (int i = 0; i <= LocalAttempts.MAX_TALLIES; i++) {
            attempts.take(List.of(new Tally("a" + i, TALLY.pace())));
        }

        assertThat(attempts.size()).isEqualTo(LocalAttempts.MAX_TALLIES);
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(attempts.take(List.of(TALLY))).isZero();
        }
    }

    private void passing(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
