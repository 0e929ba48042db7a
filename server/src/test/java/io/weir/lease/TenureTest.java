package io.weir.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenureTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final Tenure tenure = new Tenure("job", 7, 95, now::get);

    @Test
    void isHeldUntilItsEnd() {
        assertThat(tenure.isHeld()).isTrue();
        now.set(94);
        assertThat(tenure.isHeld()).isTrue();
        now.set(95);
        assertThat(tenure.isHeld()).isFalse();
    }

    @Test
    void isHeldOnWhenRenewedInTime() {
        now.set(94);
        tenure.extendTo(200);
        now.set(199);

        assertThat(tenure.isHeld()).isTrue();
    }

    @Test
    void staysOverOnceItWasSeenToBe() {
        now.set(1000);
        assertThat(tenure.isHeld()).isFalse();

        tenure.extendTo(2000);

        assertThat(tenure.isHeld()).isFalse();
    }

    @Test
    void endsAWaitThatGoesOn() throws Exception {
        Tenure lasting = new Tenure("job", 7, Long.MAX_VALUE / 2, Ticker.system());
        CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(() -> {
            try {
                return lasting.await(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        lasting.end();

        assertThat(waits.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void waitsAsLongAsItIsTold() throws Exception {
        long start = System.nanoTime();
        Tenure lasting = new Tenure("job", 7, start + Duration.ofMinutes(5).toNanos(), Ticker.system());

        assertThat(lasting.await(Duration.ofMillis(30))).isTrue();

        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }
}
