package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change made on one node is live on the others. */
class ChangeIT {
    private static final int CHANGES = 50;

    @Test
    void anotherNodeServesWhatThisOneWasTold(@TempDir Path folder) throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Backend backend = new Backend("a");
                NodeProcess first = NodeProcess.withEmbeddedStore(folder);
                NodeProcess other = NodeProcess.joining(first, second)) {
            String key = Scenario.publish(first, "[]", backend.url());
            awaitStatus(other, "/shop/items", key, 200);

            first.admin("POST", "/apis/shop/lifecycle", "{\"action\":\"block\"}");
            awaitStatus(other, "/shop/items", key, 503);

            for (int i = 0; i < CHANGES; i++) {
                first.admin("POST", "/applications", "{\"id\":\"app-" + i + "\",\"name\":\"App\"}");
            }
            first.admin("POST", "/apis/shop/lifecycle", "{\"action\":\"unblock\"}");
            awaitStatus(other, "/shop/items", key, 200);
            assertThat(other.admin("GET", "/cluster", "").get("revision"))
                    .isEqualTo(first.admin("GET", "/cluster", "").get("revision"));
            assertThat(other.admin("GET", "/cluster", "").get("nodes")).hasSize(2);
        }
    }

    @Test
    void aNodeServesOnFromItsSnapshotWhileTheStoreIsAway(@TempDir Path folder) throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Backend backend = new Backend("a")) {
            NodeProcess first = NodeProcess.withEmbeddedStore(folder);
            String key;
            int redisPort = first.redisPort();
            String password = first.redisPassword();
            try (first) {
                key = Scenario.publish(first, Scenario.hourly(1000), backend.url());
                try (NodeProcess other = NodeProcess.joining(first, second)) {
                    awaitStatus(other, "/shop/items", key, 200);
                    assertThat(other.terminate()).isZero();
                }
            }

            try (NodeProcess alone = NodeProcess.joining(redisPort, password, second)) {
                assertThat(alone.call("/shop/items", key).statusCode()).isEqualTo(200);
            }
        }
    }

    private static void awaitStatus(NodeProcess node, String path, String key, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> node.call(path, key).statusCode() == status);
    }
}
