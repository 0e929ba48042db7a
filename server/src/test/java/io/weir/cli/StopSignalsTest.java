package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class StopSignalsTest {
    private final AtomicInteger halts = new AtomicInteger();
    private final StopSignals signals = new StopSignals(halts::incrementAndGet);

    @Test
    void firstSignalEndsTheWaiting() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                signals.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        signals.received();

        Assertions.assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
        assertThat(halts).hasValue(0);
    }

    @Test
    void secondSignalHaltsAtOnce() {
        signals.received();

        signals.received();

        assertThat(halts).hasValue(1);
    }
}
