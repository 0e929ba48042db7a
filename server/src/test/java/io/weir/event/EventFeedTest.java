package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private final FragileEventLog log = new FragileEventLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventFeed feed = new EventFeed(log, "self", InstantSource.system(), meters);
    private int keys;

    /** Remembers what it is told, and can be held. */
    private static class Listener implements EventFollower {
        final List<ClusterEvent> events = new CopyOnWriteArrayList<>();
        final CountDownLatch following = new CountDownLatch(1);
        volatile CountDownLatch hold = new CountDownLatch(0);

        @Override
        public void begin(EventId position) {
            following.countDown();
        }

        @Override
        public void accept(List<ClusterEvent> some) {
            try {
                assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.addAll(some);
        }

        List<String> nodes() {
            return events.stream().map(ClusterEvent::node).toList();
        }
    }

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        feed.stop();
    }

    @Test
    void tellsAllFollowersWhatIsKeptFromNowOn() throws Exception {
        happens("before");
        Listener one = follow(null);
        Listener two = follow(null);

        happens("a");
        happens("b");

        awaitNodes(one, "a", "b");
        awaitNodes(two, "a", "b");
    }

    @Test
    void tellsWhoComesBackWhatItMissed() throws Exception {
        Listener early = follow(null);
        EventId known = happens("a");
        happens("b");
        awaitNodes(early, "a", "b");

        Listener back = follow(known);
        happens("c");

        awaitNodes(back, "b", "c");
        awaitNodes(early, "a", "b", "c");
    }

    @Test
    void saysWhenMoreWasMissedThanItTellsAgain() throws Exception {
        EventId known = happens("known");
        for (int i = 0; i < EventFeed.MAX_REPLAY + 1; i++) {
            happens("n" + i);
        }

        Listener back = follow(known);

        await().atMost(Duration.ofSeconds(10)).until(() -> back.events.size() == EventFeed.MAX_REPLAY + 1);
        assertThat(back.events.get(0).type()).isEqualTo("events-missed");
        assertThat(back.events.get(1).node()).isEqualTo("n1");
    }

    @Test
    void tellsNoMoreToWhoLeft() throws Exception {
        Listener left = follow(null);
        Listener stays = follow(null);

        feed.unfollow(left);
        happens("a");

        awaitNodes(stays, "a");
        assertThat(left.events).isEmpty();
        feed.unfollow(stays);
        assertThat(feed.isFollowed()).isFalse();
    }

    @Test
    void tellsWhatIsNotKept() throws Exception {
        feed.publish(change("nobody-follows"));
        Listener one = follow(null);

        feed.publish(change("a"));

        awaitNodes(one, "a");
        assertThat(one.events.get(0).id()).isNull();
        assertThat(log.kept.newest(EventFilter.ALL, null, 10)).isEmpty();
    }

    @Test
    void saysWhenMoreHappensThanItCanTell() throws Exception {
        Listener slow = follow(null);
        slow.hold = new CountDownLatch(1);
        feed.publish(change("first"));
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);

        for (int i = 0; i < EventFeed.MAX_WAITING + 3; i++) {
            feed.publish(change("n" + i));
        }
        assertThat(waiting()).isEqualTo(EventFeed.MAX_WAITING);
        slow.hold.countDown();

        await().atMost(Duration.ofSeconds(10)).until(() -> slow.events.size() == EventFeed.MAX_WAITING + 2);
        assertThat(slow.events.get(EventFeed.MAX_WAITING + 1).type()).isEqualTo("events-missed");
    }

    @Test
    void goesOnWhenTheStoreIsBack() throws Exception {
        Listener one = follow(null);
        log.isAway = true;
        happens("a");
        Listener late = new Listener();
        feed.follow(late, null);
        feed.publish(change("live"));
        awaitNodes(one, "live");

        log.isAway = false;

        awaitNodes(one, "live", "a");
        assertThat(late.following.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void beginsAnewWhereTheStoreIsAnotherOne() throws Exception {
        Listener one = follow(null);
        log.kept.publish(change("far"), "far", Duration.ZERO);
        awaitNodes(one, "far");

        log.forget();
        await().atMost(Duration.ofSeconds(20)).until(() -> one.events.size() == 2);
        happens("a");

        awaitNodes(one, "far", "self", "a");
        assertThat(one.events.get(1).type()).isEqualTo("events-missed");
    }

    @Test
    void goesOverToTheLogOfAnotherCluster() throws Exception {
        Listener one = follow(null);
        happens("a");
        awaitNodes(one, "a");
        FragileEventLog other = new FragileEventLog();
        other.kept.publish(change("before"), "before", Duration.ZERO);
        other.isAway = true;

        feed.moveTo(other);
        happens("late");
        other.isAway = false;
        awaitNodes(one, "a", "self");
        other.kept.publish(change("there"), "there", Duration.ZERO);

        awaitNodes(one, "a", "self", "there");
        assertThat(one.events.get(1).type()).isEqualTo("events-missed");
    }

    private Listener follow(@Nullable EventId after) throws InterruptedException {
        Listener listener = new Listener();
        feed.follow(listener, after);
        assertThat(listener.following.await(10, TimeUnit.SECONDS)).isTrue();
        return listener;
    }

    private EventId happens(String node) {
        Occurrence occurrence = Occurrence.of(EventType.NODE_JOINED, node, "joined");
        return log.kept.publish(occurrence, "" + keys++, Duration.ZERO).orElseThrow();
    }

    private double waiting() {
        return meters.get("weir.events.live.queue").gauge().value();
    }

    private static Occurrence change(String node) {
        return Occurrence.of(EventType.CATALOG_CHANGED, node, "changed");
    }

    private static void awaitNodes(Listener listener, String... nodes) {
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.nodes().equals(List.of(nodes)));
    }
}
