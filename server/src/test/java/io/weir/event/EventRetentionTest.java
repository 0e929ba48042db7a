package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.lease.LeasedJob;
import io.weir.memory.InMemoryEventLog;
import io.weir.memory.InMemoryLeaseStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EventRetentionTest {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private final InMemoryEventLog log = new InMemoryEventLog(time, Ticker.system(), 100);
    private final List<Occurrence> told = new CopyOnWriteArrayList<>();

    @Test
    void removesWhatIsTooOldAndTellsWhoDoes() throws Exception {
        happens("old");
        now = now.plus(EventRetention.KEPT).minusSeconds(1);
        happens("young");
        now = now.plusSeconds(2);
        LeasedJob job = new LeasedJob(
                EventLog.RETENTION,
                Duration.ofMinutes(1),
                new EventRetention(log),
                new InMemoryLeaseStore(Ticker.system(), time),
                "n-1",
                new LeaseEvents(told::add, "n-1"),
                Ticker.system(),
                new Random(1),
                new SimpleMeterRegistry());

        job.start();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> log.newest(EventFilter.ALL, null, 10).size() == 1);
        } finally {
            job.stop();
        }

        assertThat(log.newest(EventFilter.ALL, null, 10))
                .extracting(ClusterEvent::node)
                .containsExactly("young");
        assertThat(told).extracting(Occurrence::type).containsExactly(EventType.LEASE_ACQUIRED);
        assertThat(told.get(0).details())
                .containsEntry("lease", "event-retention")
                .containsKey("fence");
    }

    private void happens(String node) {
        log.publish(Occurrence.of(EventType.NODE_JOINED, node, "joined"), node, Duration.ZERO);
    }
}
