package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.lease.FencedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} does. */
public abstract class EventLogContract {
    /** How many events the log under test keeps, about. */
    protected static final int MAX_EVENTS = 100;

    /** A stream is trimmed by whole blocks of entries. */
    private static final int TRIM_SLACK = 100;

    private static final Duration NOW = Duration.ZERO;

    protected abstract EventLog log();

    /** A node that joined. */
    protected static Occurrence joined(String node) {
        return Occurrence.of(EventType.NODE_JOINED, node, "node " + node + " joined")
                .with("host", "10.0.0.5")
                .with("note", "a \"quoted\" §");
    }

    @Test
    void keepsWhatIsTold() throws Exception {
        EventId id = log().publish(joined("b"), "1", NOW).orElseThrow();

        ClusterEvent event = log().newest(EventFilter.ALL, null, 10).get(0);
        assertThat(event)
                .isEqualTo(new ClusterEvent(
                        id,
                        event.time(),
                        Severity.INFO,
                        "node-joined",
                        "b",
                        "node b joined",
                        Map.of("host", "10.0.0.5", "note", "a \"quoted\" §")));
        assertThat(event.time())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void keepsWhatManyTellOnce() throws Exception {
        Optional<EventId> first = log().publish(joined("b"), "node-joined:b:17", NOW);
        Optional<EventId> second = log().publish(joined("b"), "node-joined:b:17", NOW);
        Optional<EventId> again = log().publish(joined("b"), "node-joined:b:18", NOW);

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(again).isPresent();
        assertThat(log().newest(EventFilter.ALL, null, 10)).hasSize(2);
    }

    @Test
    void datesWhatIsToldLate() throws Exception {
        log().publish(joined("early"), "1", Duration.ofMinutes(10));
        log().publish(joined("late"), "2", NOW);

        List<ClusterEvent> events = log().newest(EventFilter.ALL, null, 10);
        assertThat(Duration.between(events.get(1).time(), events.get(0).time()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void readsNewestFirstPageByPage() throws Exception {
        for (int i = 0; i < 7; i++) {
            log().publish(joined("n" + i), "" + i, NOW);
        }

        List<ClusterEvent> first = log().newest(EventFilter.ALL, null, 3);
        List<ClusterEvent> second = log().newest(EventFilter.ALL, first.get(2).id(), 3);
        List<ClusterEvent> third = log().newest(EventFilter.ALL, second.get(2).id(), 3);

        assertThat(nodes(first)).containsExactly("n6", "n5", "n4");
        assertThat(nodes(second)).containsExactly("n3", "n2", "n1");
        assertThat(nodes(third)).containsExactly("n0");
        assertThat(log().newest(EventFilter.ALL, third.get(0).id(), 3)).isEmpty();
    }

    @Test
    void findsByTypeSeverityAndNode() throws Exception {
        log().publish(joined("a"), "1", NOW);
        log().publish(Occurrence.of(EventType.NODE_LOST, "a", "node a is lost"), "2", NOW);
        log().publish(joined("b"), "3", NOW);
        log().publish(Occurrence.of(EventType.STORE_WIPED, "b", "the store is empty"), "4", NOW);

        assertThat(messages(new EventFilter("node-joined", null, null)))
                .containsExactly("node b joined", "node a joined");
        assertThat(messages(new EventFilter(null, Severity.WARNING, null))).containsExactly("node a is lost");
        assertThat(messages(new EventFilter(null, null, "b"))).containsExactly("the store is empty", "node b joined");
        assertThat(messages(new EventFilter("node-joined", Severity.INFO, "a"))).containsExactly("node a joined");
        assertThat(messages(new EventFilter("no-such-type", null, null))).isEmpty();
    }

    @Test
    void tellsWhatCameSince() throws Exception {
        assertThat(log().since(EventId.ZERO, 10)).isEmpty();
        for (int i = 0; i < 5; i++) {
            log().publish(joined("n" + i), "" + i, NOW);
        }

        List<ClusterEvent> page = log().since(EventId.ZERO, 3);
        List<ClusterEvent> rest = log().since(idOf(page.get(2)), 3);

        assertThat(nodes(page)).containsExactly("n0", "n1", "n2");
        assertThat(nodes(rest)).containsExactly("n3", "n4");
        assertThat(log().since(idOf(rest.get(1)), 3)).isEmpty();
    }

    @Test
    void forgetsTheOldestAtItsBound() throws Exception {
        for (int i = 0; i < MAX_EVENTS + 3 * TRIM_SLACK; i++) {
            log().publish(joined("n" + i), "" + i, NOW);
        }

        List<ClusterEvent> kept = log().newest(EventFilter.ALL, null, 10_000);
        assertThat(kept).hasSizeBetween(MAX_EVENTS, MAX_EVENTS + TRIM_SLACK);
        assertThat(kept.get(0).node()).isEqualTo("n" + (MAX_EVENTS + 3 * TRIM_SLACK - 1));
    }

    @Test
    void findsWhatIsRareBehindMuchElse() throws Exception {
        log().publish(Occurrence.of(EventType.NODE_LOST, "rare", "lost"), "rare", NOW);
        for (int i = 0; i < MAX_EVENTS - 1; i++) {
            log().publish(joined("n" + i), "" + i, NOW);
        }

        assertThat(messages(new EventFilter("node-lost", null, null))).containsExactly("lost");
    }

    @Test
    void removesWhatIsTooOldAndNothingElse() throws Exception {
        for (int i = 0; i < 7; i++) {
            log().publish(joined("n" + i), "" + i, NOW);
        }

        assertThat(log().expire(Duration.ofHours(1), 1)).isZero();
        assertThat(log().newest(EventFilter.ALL, null, 10)).hasSize(7);

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            log().expire(Duration.ofMillis(1), 1);
            return log().newest(EventFilter.ALL, null, 10).isEmpty();
        });
        assertThat(log().publish(joined("later"), "later", NOW)).isPresent();
        assertThat(nodes(log().newest(EventFilter.ALL, null, 10))).containsExactly("later");
    }

    @Test
    void removesNothingForAFormerHolder() throws Exception {
        log().publish(joined("n"), "1", NOW);
        log().expire(Duration.ofHours(1), 8);

        assertThatThrownBy(() -> log().expire(Duration.ofMillis(0), 7))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("event-retention of fence 7");

        assertThat(log().newest(EventFilter.ALL, null, 10)).hasSize(1);
        assertThat(log().expire(Duration.ofHours(1), 8)).isZero();
    }

    @Test
    void callsBackWhenSomethingIsTold() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        log().watch(calls::incrementAndGet);

        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    int before = calls.get();
                    log().publish(joined("n"), "" + System.nanoTime(), NOW);
                    await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > before);
                    return true;
                });
    }

    private List<String> messages(EventFilter filter) throws Exception {
        return log().newest(filter, null, 10).stream()
                .map(ClusterEvent::message)
                .toList();
    }

    private static List<String> nodes(List<ClusterEvent> events) {
        return events.stream().map(ClusterEvent::node).toList();
    }

    private static EventId idOf(ClusterEvent event) {
        return Optional.ofNullable(event.id()).orElseThrow();
    }
}
