package io.weir.cluster;

import static io.weir.cluster.NodeRegistryContract.node;
import static io.weir.cluster.NodeRegistryContract.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.NodeInfo.State;
import io.weir.memory.InMemoryNodeRegistry;
import io.weir.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncerTest {
    private static final Duration LONG = Duration.ofHours(1);

    /** Goes with the real time, and can be set forward. */
    private final AtomicLong ahead = new AtomicLong();

    private final Ticker ticker = () -> Ticker.system().nanos() + ahead.get();
    private final FragileRegistry registry = new FragileRegistry(ticker);
    /** Of the announcer made last: a gauge of two would go on showing the first. */
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final List<List<String>> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger moves = new AtomicInteger();
    private volatile State state = State.UP;
    private @TempDir Path directory;
    private Announcer announcer;

    /** A registry that can be away. */
    private static final class FragileRegistry implements NodeRegistry {
        final InMemoryNodeRegistry nodes;
        volatile boolean isAway;

        FragileRegistry(Ticker ticker) {
            nodes = new InMemoryNodeRegistry(ticker);
        }

        @Override
        public void claimName(String name) throws StoreUnavailableException, ClusterNameException {
            requirePresence();
            nodes.claimName(name);
        }

        @Override
        public @Nullable String clusterName() throws StoreUnavailableException {
            requirePresence();
            return nodes.clusterName();
        }

        @Override
        public Renewal renew(NodeReport self, Duration lease, long knownGeneration)
                throws StoreUnavailableException, DuplicateNodeException {
            requirePresence();
            return nodes.renew(self, lease, knownGeneration);
        }

        @Override
        public ClusterView view() throws StoreUnavailableException {
            requirePresence();
            return nodes.view();
        }

        @Override
        public List<NodeReport> reports() throws StoreUnavailableException {
            requirePresence();
            return nodes.reports();
        }

        @Override
        public void leave(NodeInfo self) throws StoreUnavailableException {
            requirePresence();
            nodes.leave(self);
        }

        @Override
        public boolean hasLeft(NodeInfo gone) throws StoreUnavailableException {
            requirePresence();
            return nodes.hasLeft(gone);
        }

        @Override
        public void quiesce(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException {
            requirePresence();
            nodes.quiesce(id, mode);
        }

        @Override
        public void watch(Runnable changed) {
            nodes.watch(changed);
        }

        @Override
        public void close() {}

        private void requirePresence() throws StoreUnavailableException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
        }
    }

    @BeforeEach
    void make() {
        announcer = announcer("weir");
    }

    @AfterEach
    void stop() throws InterruptedException {
        announcer.stop();
    }

    @Test
    void joinsSeesTheOthersAndLeaves() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);

        ClusterView first = join();

        assertThat(first.ids()).containsExactly("other", "self");
        assertThat(first.isCurrent()).isTrue();
        announcer.stop();
        assertThat(registry.view().ids()).containsExactly("other");
        assertThat(seen).containsExactly(List.of("other", "self"), List.of("other"));
    }

    @Test
    void seesAtOnceWhoJoinsAndWhatChanges() throws Exception {
        join();

        registry.nodes.renew(report("other"), LONG, 0);
        awaitView("other", "self");
        registry.nodes.renew(report(node("other", State.QUIESCED, "process-of-other"), 17, null), LONG, 0);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> announcer.view().node("other").orElseThrow().state() == State.QUIESCED);
    }

    @Test
    void startsFromTheViewOnDiskWhileTheStoreIsAway() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);
        join();
        announcer.stop();
        announcer = announcer("weir");
        registry.isAway = true;

        assertThat(join().ids()).containsExactly("other", "self");
        assertThat(announcer.view().isCurrent()).isFalse();

        registry.nodes.leave(node("other"));
        registry.isAway = false;
        awaitView("self");
        assertThat(meters.counter("weir.cluster.renewal.failures").count()).isPositive();
        assertThat(meters.get("weir.cluster.nodes").gauge().value()).isEqualTo(1);
    }

    @Test
    void passesOverADamagedFile() throws Exception {
        Files.writeString(directory.resolve("nodes.json"), "{\"generation\":1,\"nodes\":[{\"id\"");
        registry.isAway = true;

        assertThat(join()).isEqualTo(ClusterView.NOTHING);
    }

    @Test
    void keepsTheLastViewWhenTheStoreGoesAway() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);
        join();

        registry.isAway = true;
        announcer.announce();

        await().atMost(Duration.ofSeconds(5)).until(() -> !announcer.view().isCurrent());
        assertThat(announcer.view().ids()).containsExactly("other", "self");
    }

    @Test
    void showsItsOwnStateEvenWhileTheStoreIsAway() throws Exception {
        join();
        registry.isAway = true;

        state = State.QUIESCED;
        announcer.announce();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> announcer.view().node("self").orElseThrow().state() == State.QUIESCED);
    }

    @Test
    void givesTheOthersTimeToRenewWhenTheStoreIsBack() throws Exception {
        registry.nodes.renew(report("other"), Announcer.LEASE, 0);
        registry.nodes.renew(report("dead"), Announcer.LEASE, 0);
        join();
        registry.isAway = true;
        announcer.announce();
        await().atMost(Duration.ofSeconds(5)).until(() -> !announcer.view().isCurrent());

        ahead.addAndGet(Duration.ofSeconds(60).toNanos());
        registry.isAway = false;
        announcer.announce();
        await().atMost(Duration.ofSeconds(5)).until(() -> announcer.view().isCurrent());
        assertThat(announcer.view().ids()).containsExactly("dead", "other", "self");

        registry.nodes.renew(report("other"), LONG, 0);
        ahead.addAndGet(Duration.ofSeconds(2).toNanos());
        announcer.announce();
        ahead.addAndGet(Duration.ofSeconds(2).toNanos());
        announcer.announce();
        awaitView("other", "self");
        assertThat(seen).noneMatch(ids -> ids.equals(List.of("self")) && seen.indexOf(ids) > 0);
    }

    @Test
    void movesToAnotherClusterAndLeavesTheFormerAtOnce() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);
        join();
        FragileRegistry there = new FragileRegistry(ticker);
        there.nodes.renew(report("theirs"), LONG, 0);

        announcer.moveTo(there, false).get(10, TimeUnit.SECONDS);

        assertThat(registry.view().ids()).containsExactly("other");
        assertThat(there.view().ids()).containsExactly("self", "theirs");
        assertThat(there.clusterName()).isEqualTo("weir");
        awaitView("self", "theirs");
        assertThat(moves).hasValue(1);
        assertThat(seen).containsExactly(List.of("other", "self"), List.of("self", "theirs"));
        there.nodes.renew(report("third"), LONG, 0);
        awaitView("self", "theirs", "third");
        announcer.stop();
        assertThat(there.view().ids()).containsExactly("theirs", "third");
    }

    @Test
    void takesNobodyAlongFromAClusterThatDoesNotAnswer() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);
        join();
        registry.isAway = true;
        announcer.announce();
        await().atMost(Duration.ofSeconds(5)).until(() -> !announcer.view().isCurrent());
        FragileRegistry there = new FragileRegistry(ticker);

        announcer.moveTo(there, false).get(10, TimeUnit.SECONDS);

        awaitView("self");
    }

    @Test
    void staysInTheClusterThatItOnlyReachesInAnotherWay() throws Exception {
        registry.nodes.renew(report("other"), LONG, 0);
        join();

        announcer.moveTo(registry, true).get(10, TimeUnit.SECONDS);

        awaitView("other", "self");
        assertThat(registry.view().ids()).containsExactly("other", "self");
        assertThat(moves).hasValue(0);
    }

    @Test
    void joinsNoClusterOfAnotherName() throws Exception {
        registry.claimName("theirs");
        announcer = announcer("ours");

        assertThatThrownBy(this::join)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(ClusterNameException.class)
                .hasMessageContaining("ours")
                .hasMessageContaining("theirs");
        assertThat(registry.view().nodes()).isEmpty();
    }

    @Test
    void waitsForTheLeaseOfAProcessThatWasKilled() throws Exception {
        registry.nodes.renew(report(node("self", State.UP, "killed"), 17, null), Duration.ofMillis(300), 0);

        assertThat(join().node("self").orElseThrow().incarnation()).isEqualTo("process-of-self");
    }

    @Test
    void refusesToShareItsIdWithAProcessThatLives() throws Exception {
        registry.nodes.renew(report(node("self", State.UP, "another"), 17, null), LONG, 0);

        assertThatThrownBy(() -> announcer.start().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DuplicateNodeException.class)
                .hasMessageContaining("node.id: self");
        assertThat(meters.get("weir.cluster.duplicate.id").gauge().value()).isEqualTo(1);
    }

    private ClusterView join() throws Exception {
        return announcer.start().get(10, TimeUnit.SECONDS);
    }

    private void awaitView(String... ids) {
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        announcer.view().isCurrent() && announcer.view().ids().equals(List.of(ids)));
    }

    private Announcer announcer(String name) {
        meters = new SimpleMeterRegistry();
        Announcer made = new Announcer(
                registry,
                name,
                () -> report(node("self", state, "process-of-self"), 17, null),
                new NodesFile(directory.resolve("nodes.json")),
                ticker,
                meters);
        made.addListener(new ClusterListener() {
            @Override
            public void viewChanged(ClusterView before, ClusterView after) {
                seen.add(after.ids());
            }

            @Override
            public void moved() {
                moves.incrementAndGet();
            }
        });
        return made;
    }
}
