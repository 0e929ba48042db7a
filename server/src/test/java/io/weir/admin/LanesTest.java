package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.admin.Lanes.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Lanes lanes = new Lanes(meters);

    @Test
    void refusesWhatDoesNotFitAndLeavesOtherLanesAlone() throws Exception {
        Vertx vertx = Vertx.vertx();
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<String>> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < Lane.DOCUMENT.capacity(); i++) {
                waiting.add(lanes.run(Lane.DOCUMENT, vertx.getOrCreateContext(), () -> {
                    gate.await();
                    return "done";
                }));
            }

            Future<String> refused = lanes.run(Lane.DOCUMENT, vertx.getOrCreateContext(), () -> "never");
            Future<String> other = lanes.run(Lane.READ, vertx.getOrCreateContext(), () -> "read");

            assertThat(refused.cause()).isInstanceOfSatisfying(ProblemException.class, busy -> {
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.code()).isEqualTo("busy");
            });
            assertThat(meters.counter("weir.admin.rejected", "lane", "document").count())
                    .isEqualTo(1);
            assertThat(meters.get("weir.admin.queue")
                            .tag("lane", "document")
                            .gauge()
                            .value())
                    .isEqualTo(2);
            assertThat(await(other)).isEqualTo("read");
            gate.countDown();
            for (Future<String> one : waiting) {
                assertThat(await(one)).isEqualTo("done");
            }
        } finally {
            gate.countDown();
            lanes.stop();
            await(vertx.close());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
