package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is taken out of service without anybody noticing, and put back. */
class QuiesceIT {
    private static final String ALL = "{\"mode\":\"all\"}";

    @Test
    void servesForAMomentThenRefusesUntilItIsResumed(@TempDir Path folder) throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Backend backend = new Backend("a");
                NodeProcess first = NodeProcess.withEmbeddedStore(folder, "quiesce.delay=3s");
                NodeProcess other = NodeProcess.joining(first, second, "quiesce.delay=3s")) {
            String key = Scenario.publish(first, "[]", backend.url());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> other.call("/shop/items", key).statusCode() == 200);
            assertThat(closes(other.call("/shop/items", key))).isFalse();

            // Asked through the other node.
            first.admin("PUT", "/cluster/nodes/" + other.id() + "/quiesce", ALL);

            List<Integer> served = new CopyOnWriteArrayList<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        HttpResponse<String> answer = other.call("/shop/items", key);
                        if (answer.statusCode() == 200 && closes(answer)) {
                            served.add(answer.statusCode());
                        }
                        return answer.statusCode() == 503;
                    });
            HttpResponse<String> refused = other.call("/shop/items", key);
            assertThat(served).isNotEmpty();
            assertThat(refused.body()).contains("\"code\":\"quiesced\"");
            assertThat(closes(refused)).isTrue();
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(other.isReady()).isFalse();
            assertThat(first.isReady()).isTrue();
            awaitState(first, other, "quiesced");

            other.admin("DELETE", "/cluster/nodes/" + other.id() + "/quiesce", "");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> other.call("/shop/items", key).statusCode() == 200 && other.isReady());
            assertThat(closes(other.call("/shop/items", key))).isFalse();
            awaitState(first, other, "up");
        }
    }

    @Test
    void obeysForItselfWhileTheStoreHangs(@TempDir Path folder) throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess node = NodeProcess.withEmbeddedStore(folder, "quiesce.delay=0s")) {
            String key = Scenario.publish(node, "[]", backend.url());
            Signals.send("STOP", node.redisPid());
            try {
                node.admin("PUT", "/cluster/nodes/" + node.id() + "/quiesce", ALL);

                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> node.call("/shop/items", key).statusCode() == 503);
                awaitState(node, node, "quiesced");
            } finally {
                Signals.send("CONT", node.redisPid());
            }
            node.admin("DELETE", "/cluster/nodes/" + node.id() + "/quiesce", "");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> node.call("/shop/items", key).statusCode() == 200);
        }
    }

    /** What a node's cluster.xml says of a node; it is written a moment after the node has changed. */
    private static void awaitState(NodeProcess writer, NodeProcess node, String state) throws IOException {
        String id = node.id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state.equals(ClusterXml.states(writer.clusterXml()).get(id)));
    }

    private static boolean closes(HttpResponse<String> answer) {
        return answer.headers().firstValue("Connection").filter("close"::equals).isPresent();
    }
}
