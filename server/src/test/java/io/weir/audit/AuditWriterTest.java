package io.weir.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.event.EventId;
import io.weir.memory.InMemoryAuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditWriterTest {
    private final FragileLog log = new FragileLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AuditWriter writer = new AuditWriter(log, new Random(1), meters);

    /** One that can be away. */
    private static final class FragileLog implements AuditLog {
        private final InMemoryAuditLog kept = new InMemoryAuditLog(InstantSource.system(), 10_000);
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile boolean isAway;

        @Override
        public void append(AuditEntry entry) throws StoreUnavailableException {
            attempts.incrementAndGet();
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            kept.append(entry);
        }

        @Override
        public Page newest(AuditFilter filter, @Nullable EventId before, int limit) {
            return kept.newest(filter, before, limit);
        }

        @Override
        public int expire(Duration age, long fence) {
            return 0;
        }

        @Override
        public void close() {
            kept.close();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        writer.stop();
    }

    @Test
    void keepsWhatIsMade() {
        writer.start();
        writer.made(AuditLogContract.entry(1, "alice", "plan"));

        await().atMost(Duration.ofSeconds(10)).until(() -> kept(log).size() == 1);
        assertThat(meters.get("weir.audit.entries").counter().count()).isEqualTo(1);
    }

    @Test
    void waitsForAStoreThatIsAway() {
        log.isAway = true;
        writer.start();
        for (int i = 0; i < 5; i++) {
            writer.made(AuditLogContract.entry(i, "alice", "plan"));
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() > 1);

        log.isAway = false;

        await().atMost(Duration.ofSeconds(20)).until(() -> kept(log).size() == 5);
        assertThat(kept(log)).containsExactly("4", "3", "2", "1", "0");
    }

    @Test
    void givesUpTheNewestAtItsBoundAndCountsThem() {
        for (int i = 0; i < AuditWriter.MAX_WAITING + 7; i++) {
            writer.made(AuditLogContract.entry(i, "alice", "plan"));
        }
        assertThat(meters.get("weir.audit.queue").gauge().value()).isEqualTo(AuditWriter.MAX_WAITING);
        assertThat(losses("overflow")).isEqualTo(7);

        writer.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> kept(log).size() == AuditWriter.MAX_WAITING);
    }

    @Test
    void writesWhatWaitsBeforeItStops() throws Exception {
        for (int i = 0; i < 50; i++) {
            writer.made(AuditLogContract.entry(i, "alice", "plan"));
        }
        writer.start();

        writer.stop();

        assertThat(kept(log)).hasSize(50);
        assertThat(losses("stopped")).isZero();
    }

    @Test
    void stopsWithoutAStoreAndCountsWhatIsLost() throws Exception {
        log.isAway = true;
        for (int i = 0; i < 50; i++) {
            writer.made(AuditLogContract.entry(i, "alice", "plan"));
        }
        writer.start();

        writer.stop();

        assertThat(losses("stopped")).isEqualTo(50);
    }

    @Test
    void givesUpWhatWaitsForALogThatItLeaves() {
        log.isAway = true;
        writer.start();
        writer.made(AuditLogContract.entry(1, "alice", "plan"));
        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() > 0);

        FragileLog other = new FragileLog();
        writer.moveTo(other);
        writer.made(AuditLogContract.entry(2, "alice", "plan"));

        await().atMost(Duration.ofSeconds(20)).until(() -> kept(other).size() == 1);
        assertThat(kept(other)).containsExactly("2");
        assertThat(losses("moved")).isEqualTo(1);
    }

    private static List<String> kept(FragileLog log) {
        return log.newest(AuditFilter.ALL, null, 10_000).items().stream()
                .map(kept -> kept.entry().requestId())
                .toList();
    }

    private double losses(String reason) {
        return meters.get("weir.audit.lost").tag("reason", reason).counter().count();
    }
}
