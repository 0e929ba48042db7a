package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose data store is changed for another one, or loses everything, while they are called. */
class StoreSwitchIT {
    private static final String SETTINGS = "/settings/datastore";

    @Test
    void aNodeMovesToAnotherClusterAndBackWithoutAFailedRequest(@TempDir Path folder) throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess ours = NodeProcess.withEmbeddedStore(folder(folder, "ours"));
                NodeProcess theirs = NodeProcess.withEmbeddedStore(folder(folder, "theirs"))) {
            String key = Scenario.publish(ours, Scenario.hourly(1_000_000), backend.url());
            Scenario.publish(theirs, Scenario.hourly(1_000_000), backend.url());
            theirs.admin("PUT", "/applications/web/keys/same", "{\"sha256\":\"" + sha256(key) + "\"}");
            try (NodeProcess mover = NodeProcess.configured(ours, folder(folder, "mover"))) {
                awaitNodes(ours, 2);
                try (Load load = new Load(mover, "/shop/items", key)) {
                    load.awaitMore(200);
                    assertThat(mover.admin("PUT", SETTINGS, at(theirs))
                                    .path("moved")
                                    .booleanValue())
                            .isTrue();
                    assertThat(ours.admin("GET", "/cluster", "").get("nodes")).hasSize(1);
                    assertThat(theirs.admin("GET", "/cluster", "").get("nodes")).hasSize(2);
                    load.awaitMore(200);
                    mover.admin("PUT", SETTINGS, at(ours));
                    awaitNodes(ours, 2);
                    load.awaitMore(200);
                    assertThat(load.failures()).isEmpty();
                }
                assertThat(Files.readString(folder.resolve("mover/conf/config.xml")))
                        .contains("<!-- where this node began -->")
                        .contains("port=\"" + ours.redisPort() + "\"");
            }
        }
    }

    @Test
    void applyPutsBackWhatAWipedStoreLostAndEveryNodeFollows(@TempDir Path folder) throws Exception {
        Path plan = folder.resolve("silver.yaml");
        Files.writeString(plan, "kind: Plan\nid: silver\nname: Silver\nlimits: []\n");
        try (Backend backend = new Backend("a");
                NodeProcess first = NodeProcess.withEmbeddedStore(folder(folder, "first"));
                NodeProcess other = NodeProcess.joining(first, folder(folder, "other"))) {
            String key = Scenario.publish(first, Scenario.hourly(1_000_000), backend.url());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> other.call("/shop/items", key).statusCode() == 200);
            try (Load load = new Load(other, "/shop/items", key)) {
                flush(first);
                awaitState(first, "out-of-sync");
                awaitState(other, "out-of-sync");

                String printed = first.run("apply", "-f", plan.toString());

                assertThat(printed).contains("is in the data store again").contains("applied");
                awaitState(other, "in-sync");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> other.admin("GET", "/cluster/catalog", "")
                                .get("digest")
                                .equals(first.admin("GET", "/cluster/catalog", "")
                                        .get("digest")));
                assertThat(other.admin("GET", "/plans/silver", "").get("name").asText())
                        .isEqualTo("Silver");
                load.awaitMore(100);
                assertThat(load.failures()).isEmpty();
            }
            assertThat(first.run("catalog", "status")).contains("in-sync");
        }
    }

    /** Two callers that go on until closed. */
    private static final class Load implements AutoCloseable {
        private final AtomicLong answers = new AtomicLong();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final Thread[] callers = new Thread[2];
        private volatile boolean isStopping;

        Load(NodeProcess node, String path, String key) {
            for (int i = 0; i < callers.length; i++) {
                callers[i] = new Thread(() -> run(node, path, key));
                callers[i].start();
            }
        }

        private void run(NodeProcess node, String path, String key) {
            while (!isStopping) {
                try {
                    int status = node.call(path, key).statusCode();
                    if (status != 200) {
                        failures.add(Integer.toString(status));
                    }
                } catch (IOException e) {
                    failures.add(e.toString());
                } catch (InterruptedException e) {
                    return;
                }
                answers.incrementAndGet();
            }
        }

        void awaitMore(int more) {
            long before = answers.get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers.get() >= before + more);
        }

        Queue<String> failures() {
            return failures;
        }

        @Override
        public void close() {
            isStopping = true;
            for (Thread caller : callers) {
                try {
                    caller.join(20_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static Path folder(Path folder, String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static String at(NodeProcess owner) throws IOException {
        return "{\"mode\":\"standalone\",\"addresses\":[\"127.0.0.1:" + owner.redisPort() + "\"],\"password\":\""
                + owner.redisPassword() + "\"}";
    }

    private static void awaitNodes(NodeProcess node, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> node.admin("GET", "/cluster", "").get("nodes").size() == count);
    }

    private static void awaitState(NodeProcess node, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> node.admin("GET", "/cluster/catalog", "")
                        .get("state")
                        .asText()
                        .equals(state));
    }

    private static void flush(NodeProcess owner) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), owner.redisPort())) {
            String commands = "AUTH " + owner.redisPassword() + "\r\nFLUSHALL\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            byte[] expected = "+OK\r\n+OK\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
        }
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
