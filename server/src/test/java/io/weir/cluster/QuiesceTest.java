package io.weir.cluster;

import static io.weir.cluster.NodeRegistryContract.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.memory.InMemoryNodeRegistry;
import io.weir.time.Ticker;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuiesceTest {
    private static final Duration LEASE = Duration.ofHours(1);

    private final InMemoryNodeRegistry there = new InMemoryNodeRegistry(Ticker.system());
    private final AwayRegistry registry = new AwayRegistry(there);
    private final Quiesce quiesce = new Quiesce("self", registry);
    private final List<QuiesceMode> changes = new ArrayList<>();

    @BeforeEach
    void join() throws Exception {
        quiesce.addListener(() -> changes.add(quiesce.mode()));
        renew();
        there.renew(report("other"), LEASE, 0);
    }

    private void renew() throws Exception {
        quiesce.renewed(there.renew(report("self"), LEASE, 0));
    }

    @Test
    void obeysWhatItIsAskedForThroughTheStore() throws Exception {
        there.quiesce("self", QuiesceMode.WRITES);
        renew();
        renew();
        there.quiesce("self", QuiesceMode.ALL);
        renew();
        there.quiesce("self", QuiesceMode.NONE);
        renew();

        assertThat(changes).containsExactly(QuiesceMode.WRITES, QuiesceMode.ALL, QuiesceMode.NONE);
    }

    @Test
    void obeysAtOnceWhatItIsAskedForDirectlyAndTellsTheStore() throws Exception {
        quiesce.request("self", QuiesceMode.ALL);

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.ALL);
        assertThat(there.renew(report("self"), LEASE, 0).quiesce()).isEqualTo(QuiesceMode.ALL);
    }

    @Test
    void asksAnotherNodeAndStaysAsItIs() throws Exception {
        quiesce.request("other", QuiesceMode.ALL);

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
        assertThat(there.renew(report("other"), LEASE, 0).quiesce()).isEqualTo(QuiesceMode.ALL);
        assertThatThrownBy(() -> quiesce.request("nobody", QuiesceMode.ALL)).isInstanceOf(UnknownNodeException.class);
    }

    @Test
    void obeysForItselfWhileTheStoreIsAwayAndTellsItLater() throws Exception {
        registry.isAway = true;
        quiesce.request("self", QuiesceMode.ALL);
        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.ALL);
        assertThatThrownBy(() -> quiesce.request("other", QuiesceMode.ALL))
                .isInstanceOf(StoreUnavailableException.class);

        registry.isAway = false;
        renew();
        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.ALL);
        there.quiesce("self", QuiesceMode.NONE);
        renew();
        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
    }

    @Test
    void canBeResumedWhileTheStoreIsAway() throws Exception {
        quiesce.request("self", QuiesceMode.WRITES);
        registry.isAway = true;

        quiesce.request("self", QuiesceMode.NONE);

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
        registry.isAway = false;
        renew();
        renew();
        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
    }

    @Test
    void aResumeThatComesWhileTheStoreIsToldOfTheQuiesceIsNotLost() throws Exception {
        registry.isAway = true;
        quiesce.request("self", QuiesceMode.ALL);
        registry.isAway = false;
        Thread resume = new Thread(() ->
                assertThatCode(() -> quiesce.request("self", QuiesceMode.NONE)).doesNotThrowAnyException());
        registry.before = () -> {
            registry.before = () -> {};
            resume.start();
            Awaitility.await().until(() -> resume.getState() == State.WAITING || !resume.isAlive());
        };

        renew();
        resume.join();

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
        assertThat(there.renew(report("self"), LEASE, 0).quiesce()).isEqualTo(QuiesceMode.NONE);
    }

    @Test
    void takesAlongToAnotherClusterWhatItWasAskedFor() throws Exception {
        there.quiesce("self", QuiesceMode.WRITES);
        renew();
        InMemoryNodeRegistry other = new InMemoryNodeRegistry(Ticker.system());
        other.renew(report("self"), LEASE, 0);

        quiesce.moveTo(other);

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.WRITES);
        quiesce.renewed(other.renew(report("self"), LEASE, 0));
        assertThat(other.renew(report("self"), LEASE, 0).quiesce()).isEqualTo(QuiesceMode.WRITES);
        other.quiesce("self", QuiesceMode.NONE);
        quiesce.renewed(other.renew(report("self"), LEASE, 0));
        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.NONE);
    }

    @Test
    void refusesEverythingOnceItStops() throws Exception {
        quiesce.stopping();
        renew();

        assertThat(quiesce.mode()).isEqualTo(QuiesceMode.ALL);
    }

    /** Takes no requests while it is away. */
    private static final class AwayRegistry implements NodeRegistry {
        private final InMemoryNodeRegistry there;
        boolean isAway;
        /** Happens just before the store takes a request. */
        volatile Runnable before = () -> {};

        AwayRegistry(InMemoryNodeRegistry there) {
            this.there = there;
        }

        @Override
        public void claimName(String name) throws ClusterNameException {
            there.claimName(name);
        }

        @Override
        public @Nullable String clusterName() {
            return there.clusterName();
        }

        @Override
        public Renewal renew(NodeReport self, Duration lease, long knownGeneration) throws DuplicateNodeException {
            return there.renew(self, lease, knownGeneration);
        }

        @Override
        public ClusterView view() {
            return there.view();
        }

        @Override
        public List<NodeReport> reports() {
            return there.reports();
        }

        @Override
        public void leave(NodeInfo self) {
            there.leave(self);
        }

        @Override
        public boolean hasLeft(NodeInfo gone) {
            return there.hasLeft(gone);
        }

        @Override
        public void quiesce(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            before.run();
            there.quiesce(id, mode);
        }

        @Override
        public void watch(Runnable changed) {
            there.watch(changed);
        }

        @Override
        public void close() {}
    }
}
