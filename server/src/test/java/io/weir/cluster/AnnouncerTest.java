package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.memory.InMemoryNodeRegistry;
import io.weir.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncerTest {
    private final FragileRegistry registry = new FragileRegistry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @TempDir Path directory;
    private Announcer announcer;

    /** A registry that can be away. */
    private static final class FragileRegistry implements NodeRegistry {
        final InMemoryNodeRegistry nodes = new InMemoryNodeRegistry(Ticker.system());
        volatile boolean isAway;

        @Override
        public void claimName(String name) throws StoreUnavailableException, ClusterNameException {
            requirePresence();
            nodes.claimName(name);
        }

        @Override
        public SortedSet<String> renew(NodeInfo self, Duration lease) throws StoreUnavailableException {
            requirePresence();
            return nodes.renew(self, lease);
        }

        @Override
        public List<NodeInfo> nodes() throws StoreUnavailableException {
            requirePresence();
            return nodes.nodes();
        }

        @Override
        public void leave(String id) throws StoreUnavailableException {
            requirePresence();
            nodes.leave(id);
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
        registry.nodes.renew(NodeRegistryContract.node("other"), Duration.ofMinutes(1));

        ClusterView first = announcer.start().get(5, TimeUnit.SECONDS);

        assertThat(first).isEqualTo(new ClusterView(List.of("other", "self"), true));
        assertThat(Files.readAllLines(directory.resolve("nodes"))).containsExactly("other", "self");
        announcer.stop();
        assertThat(registry.nodes()).extracting(NodeInfo::id).containsExactly("other");
    }

    @Test
    void startsFromTheViewOnDiskWhileTheStoreIsAway() throws Exception {
        Files.writeString(directory.resolve("nodes"), "b\na\n");
        registry.isAway = true;

        assertThat(announcer.start().get(5, TimeUnit.SECONDS)).isEqualTo(new ClusterView(List.of("a", "b"), false));

        registry.isAway = false;
        await().atMost(Duration.ofSeconds(5))
                .until(() -> announcer.view().equals(new ClusterView(List.of("self"), true)));
        assertThat(meters.counter("weir.cluster.renewal.failures").count()).isPositive();
        assertThat(meters.get("weir.cluster.nodes").gauge().value()).isEqualTo(1);
    }

    @Test
    void keepsTheLastViewWhenTheStoreGoesAway() throws Exception {
        announcer.start().get(5, TimeUnit.SECONDS);

        registry.isAway = true;
        announcer.announce();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> announcer.view().equals(new ClusterView(List.of("self"), false)));
    }

    @Test
    void joinsNoClusterOfAnotherName() throws Exception {
        registry.claimName("theirs");
        announcer = announcer("ours");

        assertThatThrownBy(() -> announcer.start().get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(ClusterNameException.class)
                .hasMessageContaining("ours")
                .hasMessageContaining("theirs");
        assertThat(registry.nodes()).isEmpty();
    }

    private Announcer announcer(String name) {
        return new Announcer(
                registry,
                name,
                () -> NodeRegistryContract.node("self"),
                new NodesFile(directory.resolve("nodes")),
                meters);
    }
}
