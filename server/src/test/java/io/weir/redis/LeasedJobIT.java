package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.lease.LeaseListener;
import io.weir.lease.LeaseStore;
import io.weir.lease.LeasedJob;
import io.weir.lease.Tenure;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes that contend for a job while the server is in trouble. */
class LeasedJobIT {
    private static final Duration TTL = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final List<LeaseStore> stores = new ArrayList<>();
    private final List<LeasedJob> jobs = new ArrayList<>();
    private final List<Long> fences = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    @BeforeEach
    void start() {
        for (String node : List.of("a", "b")) {
            LeaseStore store = new RedisLeaseStore(redis.connections());
            stores.add(store);
            LeasedJob job = new LeasedJob(
                    "job",
                    TTL,
                    this::work,
                    store,
                    node,
                    new Fences(),
                    Ticker.system(),
                    new Random(),
                    new SimpleMeterRegistry());
            jobs.add(job);
            job.start();
        }
        await().atMost(PATIENCE).until(() -> running.get() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        for (LeasedJob job : jobs) {
            job.stop();
        }
        stores.forEach(LeaseStore::close);
        assertThat(running).hasValue(0);
    }

    @Test
    void goesOnOverARestartOfTheServer() throws Exception {
        redis.restart();

        await().atMost(PATIENCE)
                .until(() -> running.get() == 1 && stores.get(0).holder("job").isPresent());
        assertThat(fences).isSorted();
        assertThat(mostRunning).hasValue(1);
    }

    @Test
    void isDoneByOneNodeAgainAfterTheServerHung() {
        redis.pause();
        await().atMost(PATIENCE).until(() -> running.get() == 0);

        redis.resume();

        await().atMost(PATIENCE).until(() -> running.get() == 1);
        assertThat(fences).hasSizeGreaterThan(1).isSorted();
        assertThat(mostRunning).hasValue(1);
    }

    /** Until the former holder's next renewal both are at it, and the fence keeps the former one's writes out. */
    @Test
    void isDoneByOneNodeAgainWithAGreaterFenceAfterTheServerWasWiped() {
        redis.flush();

        await().atMost(PATIENCE).until(() -> fences.size() > 1 && running.get() == 1);

        assertThat(fences.get(1)).isGreaterThan(fences.get(0));
    }

    private void work(Tenure tenure) throws InterruptedException {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            while (tenure.await(PATIENCE)) {
                assertThat(tenure.isHeld()).isTrue();
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private final class Fences implements LeaseListener {
        @Override
        public void acquired(String lease, long fence) {
            fences.add(fence);
        }

        @Override
        public void lost(String lease, long fence) {
            assertThat(fences).contains(fence);
        }
    }
}
