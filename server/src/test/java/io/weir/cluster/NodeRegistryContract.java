package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.cluster.NodeInfo.State;
import io.weir.config.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link NodeRegistry} does. */
public abstract class NodeRegistryContract {
    private static final Duration LEASE = Duration.ofSeconds(30);

    protected abstract NodeRegistry registry();

    /** A node that listens on two ports. */
    protected static NodeInfo node(String id) {
        return node(id, State.UP, "process-of-" + id);
    }

    static NodeInfo node(String id, State state, String incarnation) {
        return new NodeInfo(
                id,
                incarnation,
                "10.0.0.5",
                state,
                QuiesceMode.NONE,
                NodeConfig.Profile.ALL_IN_ONE,
                "1.0.0",
                3,
                List.of(new NodeInfo.Listener("http", 8080, false), new NodeInfo.Listener("admin", 9000, true)),
                Instant.parse("2026-01-02T03:04:05Z"),
                0);
    }

    /** That node at a revision. */
    protected static NodeReport report(String id) {
        return report(node(id), 17, null);
    }

    static NodeReport report(NodeInfo node, long revision, @Nullable Instant outOfSyncSince) {
        return new NodeReport(node, new Progress(revision, "digest-" + revision, outOfSyncSince, 2.5));
    }

    private Renewal renew(String id) throws Exception {
        return registry().renew(report(id), LEASE, 0);
    }

    private List<NodeInfo> nodes() throws Exception {
        return registry().view().nodes().stream().map(node -> node.joinedAt(0)).toList();
    }

    private static List<String> ids(Renewal renewal) {
        return renewal.peers().stream().map(Renewal.Peer::id).toList();
    }

    @Test
    void tellsWhoIsThere() throws Exception {
        assertThat(ids(renew("b"))).containsExactly("b");
        assertThat(ids(renew("a"))).containsExactly("a", "b");
        assertThat(ids(renew("b"))).containsExactly("a", "b");

        assertThat(nodes()).containsExactly(node("a"), node("b"));
        assertThat(registry().view().isCurrent()).isTrue();
        assertThat(registry().reports())
                .extracting(NodeReport::progress)
                .containsExactly(report("a").progress(), report("b").progress());
    }

    @Test
    void tellsHowFarEveryNodeIs() throws Exception {
        Instant since = Instant.parse("2026-01-02T03:04:05.678Z");
        registry().renew(report(node("a"), 12, since), LEASE, 0);

        Renewal renewal = renew("b");

        assertThat(renewal.peers())
                .containsExactly(
                        new Renewal.Peer("a", new Progress(12, "digest-12", since, 2.5)),
                        new Renewal.Peer("b", new Progress(17, "digest-17", null, 2.5)));
    }

    @Test
    void theGenerationGrowsWithWhatClusterXmlShowsAndWithNothingElse() throws Exception {
        long joined = renew("a").generation();
        assertThat(renew("a").generation()).isEqualTo(joined);
        registry().renew(report(node("a"), 99, Instant.EPOCH), LEASE, 0);
        assertThat(registry().view().generation()).isEqualTo(joined);

        long other = renew("b").generation();
        assertThat(other).isGreaterThan(joined);
        long changed = registry()
                .renew(report(node("b", State.QUIESCED, "process-of-b"), 17, null), LEASE, 0)
                .generation();
        assertThat(changed).isGreaterThan(other);
        registry().leave(node("b"));
        assertThat(registry().view().generation()).isGreaterThan(changed);
    }

    @Test
    void tellsWhenANodeJoinedAndWhenItJoinedAgain() throws Exception {
        long joined = registry().renew(report("a"), Duration.ofMillis(50), 0).generation();
        assertThat(registry().view().nodes().get(0).joined()).isEqualTo(joined);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(5))
                .until(() -> registry().view().nodes().isEmpty());

        long again = renew("a").generation();
        renew("b");
        renew("a");

        assertThat(again).isGreaterThan(joined);
        assertThat(registry().view().nodes().get(0).joined()).isEqualTo(again);
    }

    @Test
    void theGenerationIsNeverBehindWhatANodeHasSeen() throws Exception {
        assertThat(registry().renew(report("a"), LEASE, 4000).generation()).isGreaterThan(4000);
    }

    @Test
    void aNodeThatLeavesIsGoneAtOnce() throws Exception {
        renew("a");
        renew("b");

        registry().leave(node("b"));
        registry().leave(node("never-there"));

        assertThat(nodes()).containsExactly(node("a"));
        assertThat(ids(renew("a"))).containsExactly("a");
        assertThat(registry().hasLeft(node("b"))).isTrue();
        assertThat(registry().hasLeft(node("never-there"))).isFalse();
    }

    @Test
    void aNodeThatDoesNotRenewIsGoneAfterItsLease() throws Exception {
        long before = registry().renew(report("hung"), Duration.ofMillis(50), 0).generation();

        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(ids(renew("a"))).containsExactly("a"));
        assertThat(nodes()).containsExactly(node("a"));
        assertThat(registry().view().generation()).isGreaterThan(before);
        assertThat(registry().hasLeft(node("hung"))).isFalse();
    }

    @Test
    void refusesAnotherProcessUnderTheSameIdUntilTheFirstIsGone() throws Exception {
        renew("a");
        NodeReport twin = report(node("a", State.UP, "another"), 17, null);

        assertThatThrownBy(() -> registry().renew(twin, LEASE, 0))
                .isInstanceOf(DuplicateNodeException.class)
                .hasMessageContaining("node.id: a (expected: an id of its own")
                .hasMessageContaining("10.0.0.5");
        registry().leave(twin.node());
        assertThat(nodes()).containsExactly(node("a"));

        registry().leave(node("a"));
        assertThat(ids(registry().renew(twin, LEASE, 0))).containsExactly("a");
    }

    @Test
    void asksANodeToQuiesceUntilItIsAskedOtherwise() throws Exception {
        renew("a");
        renew("b");
        assertThat(renew("a").quiesce()).isEqualTo(QuiesceMode.NONE);

        registry().quiesce("a", QuiesceMode.WRITES);
        assertThat(renew("a").quiesce()).isEqualTo(QuiesceMode.WRITES);
        assertThat(renew("b").quiesce()).isEqualTo(QuiesceMode.NONE);
        registry().quiesce("a", QuiesceMode.ALL);
        assertThat(renew("a").quiesce()).isEqualTo(QuiesceMode.ALL);
        registry().quiesce("a", QuiesceMode.NONE);
        assertThat(renew("a").quiesce()).isEqualTo(QuiesceMode.NONE);
        assertThatThrownBy(() -> registry().quiesce("nobody", QuiesceMode.ALL))
                .isInstanceOf(UnknownNodeException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void whatANodeWasAskedEndsWithItsProcess() throws Exception {
        renew("a");
        registry().quiesce("a", QuiesceMode.ALL);
        registry().leave(node("a"));

        NodeReport restarted = report(node("a", State.STARTING, "the next"), 17, null);
        assertThat(registry().renew(restarted, LEASE, 0).quiesce()).isEqualTo(QuiesceMode.NONE);
    }

    @Test
    void callsBackWhenSomebodyJoins() throws Exception {
        CountDownLatch watching = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(2);
        registry().watch(() -> {
            watching.countDown();
            joined.countDown();
        });
        renew("a");
        assertThat(watching.await(10, TimeUnit.SECONDS)).isTrue();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            registry().leave(node("b"));
            renew("b");
            return joined.await(100, TimeUnit.MILLISECONDS);
        });
    }

    @Test
    void theFirstNameStays() throws Exception {
        assertThat(registry().clusterName()).isNull();
        registry().claimName("weir");
        registry().claimName("weir");

        assertThat(registry().clusterName()).isEqualTo("weir");
        assertThatThrownBy(() -> registry().claimName("other"))
                .isInstanceOf(ClusterNameException.class)
                .hasMessageContaining("other (expected: weir");
    }
}
