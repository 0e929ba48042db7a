package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.systemtests.Commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster comes back from one file, onto itself and onto an empty one. */
class BackupIT {

    @TempDir
    private Path folder;

    @Test
    void bringsBackWhatWasChangedAndDeleted() throws Exception {
        String file = folder.resolve("cluster.weir").toString();
        try (Backend backend = new Backend("a");
                NodeProcess node = node("node")) {
            String key = Scenario.publish(node, Scenario.hourly(1000), backend.url());
            assertThat(Commands.run(node, "backup", file).code()).isZero();
            node.admin("PUT", "/plans/silver", "{\"name\":\"Silver\"}");
            node.admin("PUT", "/plans/gold", "{\"name\":\"Changed\"}");

            Run shown = Commands.run(node, "restore", file);
            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.out()).contains("- plan silver", "~ plan gold");
            assertThat(shown.errors()).singleElement().asString().contains("expected: --yes");
            assertThat(node.admin("GET", "/plans/silver", "").path("name").asText())
                    .isEqualTo("Silver");

            assertThat(Commands.run(node, "restore", file, "--yes").code()).isZero();
            assertThat(Commands.run(node, "restore", file, "--dry-run").out())
                    .contains("0 to create, 0 to change, 0 to delete");
            assertThat(node.call("/shop/items", key).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void makesTheSameClusterOfAnEmptyOne() throws Exception {
        String file = folder.resolve("cluster.weir").toString();
        try (Backend backend = new Backend("a")) {
            String key;
            try (NodeProcess origin = node("origin")) {
                key = Scenario.publish(origin, Scenario.hourly(1000), backend.url());
                Run backup = Commands.run(origin, "backup", file);
                assertThat(backup.code()).as(backup.err()).isZero();
                assertThat(Commands.run(origin, "backup", file).code()).isEqualTo(2);
            }
            try (NodeProcess copy = node("copy")) {
                Run restore = Commands.run(copy, "restore", file, "--yes");

                assertThat(restore.code()).as(restore.err()).isZero();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> copy.call("/shop/items", key).statusCode() == 200);
            }
        }
    }

    private NodeProcess node(String name) throws IOException {
        return NodeProcess.withEmbeddedStore(Files.createDirectories(folder.resolve(name)), "quiesce.delay=0s");
    }
}
