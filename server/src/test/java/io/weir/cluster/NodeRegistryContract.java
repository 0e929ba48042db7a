package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.config.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link NodeRegistry} does. */
public abstract class NodeRegistryContract {
    private static final Duration LEASE = Duration.ofSeconds(30);

    protected abstract NodeRegistry registry();

    /** A node that listens on two ports. */
    protected static NodeInfo node(String id) {
        return new NodeInfo(
                id,
                "10.0.0.5",
                NodeInfo.State.UP,
                NodeConfig.Profile.ALL_IN_ONE,
                "1.0.0",
                3,
                List.of(new NodeInfo.Listener("http", 8080, false), new NodeInfo.Listener("admin", 9000, true)),
                Instant.parse("2026-01-02T03:04:05Z"),
                17,
                "0123456789abcdef");
    }

    @Test
    void tellsWhoIsThere() throws Exception {
        assertThat(registry().renew(node("b"), LEASE)).containsExactly("b");
        assertThat(registry().renew(node("a"), LEASE)).containsExactly("a", "b");
        assertThat(registry().renew(node("b"), LEASE)).containsExactly("a", "b");

        assertThat(registry().nodes()).containsExactly(node("a"), node("b"));
    }

    @Test
    void aNodeThatLeavesIsGoneAtOnce() throws Exception {
        registry().renew(node("a"), LEASE);
        registry().renew(node("b"), LEASE);

        registry().leave("b");
        registry().leave("never-there");

        assertThat(registry().nodes()).containsExactly(node("a"));
        assertThat(registry().renew(node("a"), LEASE)).containsExactly("a");
    }

    @Test
    void aNodeThatDoesNotRenewIsGoneAfterItsLease() throws Exception {
        registry().renew(node("hung"), Duration.ofMillis(50));

        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(registry().renew(node("a"), LEASE)).containsExactly("a"));
        assertThat(registry().nodes()).containsExactly(node("a"));
    }

    @Test
    void theFirstNameStays() throws Exception {
        registry().claimName("weir");
        registry().claimName("weir");

        assertThatThrownBy(() -> registry().claimName("other"))
                .isInstanceOf(ClusterNameException.class)
                .hasMessageContaining("other (expected: weir");
    }
}
