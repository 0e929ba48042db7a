package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: calls go on, what is lost is counted, and no file is left half-written. */
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FOR_CALLS =
            "weir_analytics_dropped_total{family=\"transactions\",reason=\"disk-full\"}";

    @TempDir
    Path folder;

    @BeforeEach
    void letsTheServersUserIn() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void recordsThatTheDiskDoesNotTakeAreCountedAndTheOthersArriveOnce() throws Exception {
        int port = Ports.free();
        RecordedCalls recorded = new RecordedCalls(port);
        try (SmallDisk disk = SmallDisk.at(folder.resolve("node/data/analytics"), "1m");
                Backend backend = new Backend("a");
                NodeProcess keeper = NodeProcess.withEmbeddedStore(folder.resolve("keeper"));
                NodeProcess node = NodeProcess.joining(
                        keeper,
                        folder.resolve("node"),
                        "analytics.enabled=true",
                        "analytics.mode=external",
                        "analytics.addresses=127.0.0.1:" + port)) {
            String key = Scenario.publish(node, "[]", backend.url());
            try (Callers callers = new Callers(node.httpPort(), key)) {
                losesAndSaysSo(node, callers);
                disk.resize("2m");
                Awaitility.await().atMost(PATIENCE).until(() -> node.metric("weir_analytics_losing") == 0);
                double lost = node.metric(FOR_CALLS);
                callers.awaitMore(200);
                assertThat(node.metric(FOR_CALLS)).isEqualTo(lost);
                disk.fill();
                losesAndSaysSo(node, callers);

                try (NodeProcess late = NodeProcess.joining(
                        keeper,
                        folder.resolve("late"),
                        "analytics.enabled=true",
                        "analytics.mode=embedded",
                        "analytics.heap=256MB",
                        "analytics.addresses=127.0.0.1:" + port)) {
                    // What it frees by and by is taken at once: nothing but what was reserved lets it deliver.
                    Awaitility.await().atMost(PATIENCE).until(() -> {
                        disk.fill();
                        return node.metric("weir_analytics_up") == 1 && node.metric("weir_analytics_spool_bytes") == 0;
                    });
                    disk.fill();
                    double before = node.metric(FOR_CALLS);
                    callers.awaitMore(300);
                    callers.stop();

                    assertThat(callers.failures()).isEmpty();
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(recorded.of(node.id()).size() + node.metric(FOR_CALLS))
                                            .isEqualTo(callers.answers().size()));
                    assertThat(ids(recorded, node))
                            .doesNotHaveDuplicates()
                            .isSubsetOf(callers.answers().keySet());
                    assertThat(node.metric(FOR_CALLS)).isEqualTo(before);
                    assertThat(node.metric("weir_analytics_losing")).isZero();
                    assertThat(late.isReady()).isTrue();
                }
            }
            assertThat(node.log().split("records are lost and counted as disk-full", -1))
                    .as("once for each time that the disk was full")
                    .hasSize(3);
        }
    }

    private static void losesAndSaysSo(NodeProcess node, Callers callers) throws Exception {
        Awaitility.await().atMost(PATIENCE).until(() -> node.metric("weir_analytics_losing") == 1);
        callers.awaitMore(200);
        Commands.Run status = Commands.run(node, "status");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out()).contains("loses records: its disk or its spool takes no more");
        assertThat(node.metric(FOR_CALLS)).isPositive();
    }

    private static List<String> ids(RecordedCalls recorded, NodeProcess node) throws Exception {
        return recorded.of(node.id()).stream()
                .map(call -> call.path("requestId").asText())
                .toList();
    }

    @Test
    void noHalfWrittenFileTakesThePlaceOfAWholeOne() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("node"), "8m");
                Backend backend = new Backend("a");
                NodeProcess keeper = NodeProcess.withEmbeddedStore(folder.resolve("keeper"));
                NodeProcess node = NodeProcess.configured(keeper, folder.resolve("node"))) {
            String key = Scenario.publish(node, "[]", backend.url());
            Path config = disk.folder().resolve("conf/config.xml");
            Path snapshot = disk.folder().resolve("data/catalog.snapshot");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.exists(snapshot)
                            && Files.readString(snapshot).contains("\"web\"")
                            && Files.readString(node.clusterXml()).contains(keeper.id()));
            disk.fill();
            String configBefore = Files.readString(config);
            String clusterBefore = Files.readString(node.clusterXml());

            assertThatThrownBy(() -> node.admin(
                            "PUT",
                            "/settings/analytics?force=true",
                            "{\"enabled\":true,\"addresses\":[\"127.0.0.1:1\"]}"))
                    .hasMessageContaining("409")
                    .hasMessageContaining("config-not-writable");
            node.admin("POST", "/plans", "{\"id\":\"silver\",\"name\":\"Silver\",\"limits\":[]}");
            try (NodeProcess third = NodeProcess.joining(keeper, folder.resolve("third"))) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> node.metric("weir_snapshot_failures_total") > 0
                                && node.admin("GET", "/cluster", "")
                                                .path("nodes")
                                                .size()
                                        == 3);
                assertThat(Files.readString(config)).isEqualTo(configBefore);
                assertThat(Files.readString(node.clusterXml())).isEqualTo(clusterBefore);
                assertThat(Files.readString(snapshot)).contains("sha256").doesNotContain("silver");
                assertThat(node.call("/shop/items", key).statusCode()).isEqualTo(200);

                disk.empty();

                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> Files.readString(node.clusterXml()).contains(third.id())
                                && Files.readString(snapshot).contains("silver"));
            }
            JsonNode put = node.admin(
                    "PUT", "/settings/analytics?force=true", "{\"enabled\":true,\"addresses\":[\"127.0.0.1:1\"]}");
            assertThat(put.path("changed").asBoolean()).as(put.toString()).isTrue();
            assertThat(Files.readString(config)).contains("where this node began", "port=\"1\"");
            assertThat(leftovers(disk.folder())).isEmpty();

            assertThat(node.terminate()).isZero();
            disk.fill();
            node.startAgain();
            assertThat(node.call("/shop/items", key).statusCode()).isEqualTo(200);
            assertThat(Files.readString(config)).contains("port=\"1\"");
        }
    }

    private static Set<Path> leftovers(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return Set.copyOf(
                    all.filter(path -> path.toString().endsWith(".part")).toList());
        }
    }
}
