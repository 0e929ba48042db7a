package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TripDeadlineTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final TripDeadline deadline = new TripDeadline(nanos::get, Duration.ofMillis(50));

    @Test
    void waitsForWhatIsLeft() {
        assertThat(deadline.beginWait()).isEqualTo(50);

        advance(30);

        assertThat(deadline.beginWait()).isEqualTo(20);
    }

    @Test
    void stillReadsWhatHasArrivedWhenTimeIsUp() {
        advance(70);

        assertThat(deadline.beginWait()).isEqualTo(1);
    }

    @Test
    void endsWhenTheStoreWasLate() {
        deadline.beginWait();
        advance(51);

        assertThat(deadline.isExtended()).isFalse();
    }

    @Test
    void movesByAsMuchAsThisProcessWasLate() {
        deadline.beginWait();
        advance(50 + 20);

        assertThat(deadline.isExtended()).isTrue();
        assertThat(deadline.beginWait()).isEqualTo(20);
    }

    @Test
    void movesAtMostByItsLengthInAll() {
        deadline.beginWait();
        advance(50 + 40);
        assertThat(deadline.isExtended()).isTrue();
        deadline.beginWait();
        advance(40 + 500);
        assertThat(deadline.isExtended()).isTrue();
        assertThat(deadline.beginWait()).isEqualTo(10);
        advance(10 + 500);

        assertThat(deadline.isExtended()).isFalse();
    }

    private void advance(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }
}
