package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.event.Occurrence;
import io.weir.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery to a server that does everything that servers do wrong, in any order. */
class FaultyServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final InMemoryRecordStore store = new InMemoryRecordStore();
    private final List<Occurrence> events = new CopyOnWriteArrayList<>();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @RepeatedTest(3)
    void deliversEachRecordOnceWhateverHappens() throws Exception {
        Random random = new Random();
        AnalyticsPipeline pipeline = started(Duration.ofMillis(100));
        int recorded = 0;
        for (int step = 0; step < 60; step++) {
            misbehave(random);
            int count = random.nextInt(200);
            for (int i = 0; i < count; i++) {
                pipeline.record(Records.ok(recorded++));
            }
            if (random.nextInt(12) == 0) {
                pipeline.stop();
                behave();
                pipeline = started(Duration.ofMillis(100));
            } else if (random.nextInt(12) == 0) {
                pipeline.apply(KilledRun.settings(Duration.ofMillis(80)), store);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
        }
        behave();

        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        pipeline.stop();
        int expected = recorded;
        // By id, since one that is there under two indices would be there twice.
        assertThat(store.documents.values().stream()
                        .filter(document -> document.index().contains("transactions"))
                        .map(Document::id))
                .hasSize(expected)
                .doesNotHaveDuplicates();
        assertThat(events).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void hasEachRecordOnDiskWithinAnInterval() throws Exception {
        store.hangsUntil = new CountDownLatch(1);
        AnalyticsPipeline pipeline = started(Duration.ofSeconds(2));
        long start = System.nanoTime();
        pipeline.record(Records.ok(1));

        await().pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> gauge("weir.analytics.spool.bytes") > 100);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        store.hangsUntil.countDown();
        pipeline.stop();
    }

    @Test
    void writesDownWhatIsMoreThanMayWait() throws Exception {
        store.hangsUntil = new CountDownLatch(1);
        AnalyticsPipeline pipeline = started(Duration.ofSeconds(60));
        int count = 1000 * (Delivery.MAX_WAITING + 10);
        for (int i = 0; i < count; i++) {
            pipeline.record(Records.ok(i));
            if (i % 10_000 == 0) {
                await().atMost(PATIENCE).until(() -> gauge("weir.analytics.queue") < 30_000);
            }
        }

        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") > 1000);
        assertThat(gauge("weir.analytics.batches")).isLessThanOrEqualTo(Delivery.MAX_WAITING);
        behave();

        await().atMost(PATIENCE).until(() -> store.of(Family.TRANSACTIONS).size() == count);
        pipeline.stop();
    }

    private void misbehave(Random random) {
        behave();
        switch (random.nextInt(7)) {
            case 0 -> store.isAway = true;
            case 1 -> store.losesAnswers = true;
            case 2 -> store.hangsUntil = new CountDownLatch(1);
            case 3 -> store.isBusyWith = document -> document.id().hashCode() % 3 == 0;
            case 4 -> store.generation = 2 + random.nextInt(50);
            default -> {
                // All is well for a while.
            }
        }
    }

    private void behave() {
        store.isAway = false;
        store.losesAnswers = false;
        store.isBusyWith = document -> false;
        CountDownLatch hanging = store.hangsUntil;
        store.hangsUntil = null;
        if (hanging != null) {
            hanging.countDown();
        }
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private AnalyticsPipeline started(Duration flushInterval) throws Exception {
        meters = new SimpleMeterRegistry();
        AnalyticsPipeline pipeline = new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                folder, "n-1", events::add, () -> null, InstantSource.system(), Ticker.system(), new Random(), meters));
        pipeline.apply(KilledRun.settings(flushInterval), store);
        return pipeline;
    }
}
