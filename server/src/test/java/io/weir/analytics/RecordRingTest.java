package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordRingTest {
    @TempDir
    private Path folder;

    @Test
    void takesNoMoreThanItHolds() {
        RunCounters counters = RunCounters.create(folder, "a1");
        RecordRing ring = new RecordRing(4, counters);

        for (int i = 0; i < 4; i++) {
            assertThat(ring.offer(Records.ok(i))).isTrue();
        }

        assertThat(ring.offer(Records.ok(4))).isFalse();
        assertThat(counters.issued()).isEqualTo(4);
        assertThat(ring.poll()).isNotNull();
        assertThat(ring.lastTaken()).isEqualTo(1);
        assertThat(ring.offer(Records.ok(5))).isTrue();
        assertThat(ring.size()).isEqualTo(4);
    }

    @Test
    void givesEachRecordOfSeveralThreadsOnceAndInItsPlace() {
        RunCounters counters = RunCounters.create(folder, "a2");
        RecordRing ring = new RecordRing(64, counters);
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int thread = 0; thread < 3; thread++) {
            int base = thread * 100_000;
            threads.execute(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (!ring.offer(Records.ok(base + i))) {
                        refused.incrementAndGet();
                    }
                }
            });
        }
        threads.shutdown();

        Set<String> seen = new HashSet<>();
        while (!threads.isTerminated() || ring.size() > 0) {
            AccessRecord record = ring.poll();
            if (record != null) {
                assertThat(seen.add(record.requestId())).isTrue();
                assertThat(ring.lastTaken()).isEqualTo(seen.size());
            }
        }

        assertThat(seen.size() + refused.get()).isEqualTo(60_000);
        assertThat(counters.issued()).isEqualTo(seen.size());
    }
}
