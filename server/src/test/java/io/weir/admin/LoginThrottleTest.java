package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final AtomicLong now = new AtomicLong();
    private final LoginThrottle throttle = new LoginThrottle(now::get);

    @Test
    void doublesTheWaitUpToAMinute() {
        fail(LoginThrottle.FREE);
        assertThat(throttle.waitSeconds("a", "1")).isEqualTo(1);

        fail(1);
        assertThat(throttle.waitSeconds("a", "1")).isEqualTo(2);

        fail(20);
        assertThat(throttle.waitSeconds("a", "1")).isEqualTo(60);
    }

    @Test
    void letsTheNextTryThroughWhenTheWaitIsOver() {
        fail(LoginThrottle.FREE);

        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(throttle.waitSeconds("a", "1")).isEqualTo(1);

        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(throttle.waitSeconds("a", "1")).isZero();
    }

    @Test
    void delaysNobodyElse() {
        fail(10);

        assertThat(throttle.waitSeconds("a", "2")).isZero();
        assertThat(throttle.waitSeconds("b", "1")).isZero();
    }

    @Test
    void forgetsAfterSuccessAndAfterAQuarterOfAnHour() {
        fail(10);
        throttle.succeeded("a", "1");
        assertThat(throttle.waitSeconds("a", "1")).isZero();

        fail(10);
        now.addAndGet(Duration.ofMinutes(15).toNanos());
        fail(1);
        assertThat(throttle.waitSeconds("a", "1")).isZero();
    }

    @Test
    void remembersSoManyPairsAndNoMore() {
        for (int i = 0; i <= LoginThrottle.MAX_ENTRIES; i++) {
            throttle.failed("user", "address-" + i);
        }

        assertThat(throttle.size()).isEqualTo(LoginThrottle.MAX_ENTRIES);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("a", "1");
        }
    }
}
