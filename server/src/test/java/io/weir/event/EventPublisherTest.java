package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private final FragileEventLog log = new FragileEventLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Occurrence> followed = new CopyOnWriteArrayList<>();
    private final EventPublisher publisher =
            new EventPublisher(log, followed::add, Ticker.system(), new Random(1), meters);

    @AfterEach
    void stop() throws InterruptedException {
        publisher.stop();
    }

    @Test
    void keepsAndCountsWhatIsTold() {
        publisher.start();
        publisher.publish(lost("a"));
        publisher.publish(lost("a"));

        await().atMost(Duration.ofSeconds(10)).until(() -> kept().size() == 2);
        assertThat(meters.get("weir.events")
                        .tags("type", "node-lost", "severity", "warning")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(followed).isEmpty();
    }

    @Test
    void keepsOnceWhatHasAnIdentity() {
        publisher.start();
        publisher.publish(lost("a").once("17"));
        publisher.publish(lost("a").once("17"));
        publisher.publish(lost("b").once("17"));

        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() == 3);
        assertThat(kept()).extracting(ClusterEvent::node).containsExactly("b", "a");
    }

    @Test
    void waitsForAStoreThatIsAwayAndKeepsTheOrder() {
        log.isAway = true;
        publisher.start();
        for (int i = 0; i < 5; i++) {
            publisher.publish(lost("n" + i));
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() > 1);
        assertThat(meters.get("weir.events.queue").gauge().value()).isEqualTo(4);

        log.isAway = false;

        await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == 5);
        assertThat(kept()).extracting(ClusterEvent::node).containsExactly("n4", "n3", "n2", "n1", "n0");
        assertThat(losses("overflow")).isZero();
    }

    @Test
    void keepsOnceWhatItHadToRepeat() {
        log.losesAnswers = true;
        publisher.start();
        publisher.publish(lost("a"));
        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() > 1);

        log.losesAnswers = false;
        publisher.publish(lost("b"));

        await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == 2);
        assertThat(kept()).extracting(ClusterEvent::node).containsExactly("b", "a");
    }

    @Test
    void givesUpTheOldestAtItsBoundAndCountsThem() {
        for (int i = 0; i < EventPublisher.MAX_WAITING + 7; i++) {
            publisher.publish(lost("n" + i));
        }
        assertThat(meters.get("weir.events.queue").gauge().value()).isEqualTo(EventPublisher.MAX_WAITING);
        assertThat(losses("overflow")).isEqualTo(7);

        publisher.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == EventPublisher.MAX_WAITING);
        assertThat(log.kept.since(EventId.ZERO, 1))
                .extracting(ClusterEvent::node)
                .containsExactly("n7");
    }

    @Test
    void writesWhatWaitsBeforeItStops() throws Exception {
        for (int i = 0; i < 50; i++) {
            publisher.publish(lost("n" + i));
        }
        publisher.start();

        publisher.stop();

        assertThat(kept()).hasSize(50);
        assertThat(losses("stopped")).isZero();
    }

    @Test
    void stopsWithoutAStoreAndCountsWhatIsLost() throws Exception {
        log.isAway = true;
        for (int i = 0; i < 50; i++) {
            publisher.publish(lost("n" + i));
        }
        publisher.start();

        publisher.stop();

        assertThat(losses("stopped")).isEqualTo(50);
    }

    @Test
    void givesUpWhatWaitsForALogThatItLeaves() {
        log.isAway = true;
        publisher.start();
        publisher.publish(lost("a"));
        publisher.publish(lost("b"));
        await().atMost(Duration.ofSeconds(10)).until(() -> log.attempts.get() > 0);
        FragileEventLog other = new FragileEventLog();

        publisher.moveTo(other);
        publisher.publish(lost("c"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> other.kept.newest(EventFilter.ALL, null, 10).size() == 1);
        assertThat(other.kept.newest(EventFilter.ALL, null, 10))
                .extracting(ClusterEvent::node)
                .containsExactly("c");
        assertThat(losses("moved")).isEqualTo(2);
    }

    @Test
    void tellsFollowersAloneWhatIsNotKept() throws Exception {
        Occurrence change = Occurrence.of(EventType.CATALOG_CHANGED, "n", "revision 17");
        publisher.start();

        publisher.publish(change);
        publisher.stop();

        assertThat(followed).containsExactly(change);
        assertThat(kept()).isEmpty();
    }

    private List<ClusterEvent> kept() {
        return log.kept.newest(EventFilter.ALL, null, 10_000);
    }

    private double losses(String reason) {
        return meters.get("weir.events.lost").tag("reason", reason).counter().count();
    }

    private static Occurrence lost(String node) {
        return Occurrence.of(EventType.NODE_LOST, node, "node " + node + " is lost");
    }
}
