package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.systemtests.Commands.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir status} and {@code weir token create} against a node. */
class StatusIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsHowTheClusterIsWhateverHappensToTheStore(@TempDir Path folder) throws Exception {
        try (NodeProcess node = NodeProcess.withEmbeddedStore(folder, "quiesce.delay=0s")) {
            Run well = Commands.run(node, "status");
            assertThat(well.code()).as(well.out() + well.err()).isZero();
            assertThat(well.out()).contains("all is well", "reachable");

            signal("STOP", node.redisPid());
            try {
                awaitStatus(node, 3);
                assertThat(Commands.run(node, "status").out())
                        .contains("degraded: ", "the asked node does not reach the data store");
                JsonNode json =
                        JSON.readTree(Commands.run(node, "status", "--json").out());
                assertThat(json.path("status").asText()).isEqualTo("degraded");
                assertThat(json.path("degraded")).isNotEmpty();
                assertThat(json.path("datastore").path("reachable").asBoolean()).isFalse();
            } finally {
                signal("CONT", node.redisPid());
            }
            awaitStatus(node, 0);
        }
    }

    @Test
    void makesATokenThatOpensTheApiAndPrintsNothingElse(@TempDir Path folder) throws Exception {
        try (NodeProcess node = NodeProcess.withEmbeddedStore(folder, "quiesce.delay=0s")) {
            Run made = Commands.run(node, "token", "create", "--name", "ci", "--expires", "2999-01-01T00:00:00Z");
            Run unknown = Commands.run(node, "token", "create", "--user", "nobody");

            assertThat(made.code()).as(made.err()).isZero();
            assertThat(made.out()).matches("wt_\\S+\\R");
            assertThat(made.errors()).singleElement().asString().contains("of user admin made");
            Run opened = status(node, made.out().strip());
            assertThat(opened.code()).as(opened.err()).isZero();
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).contains("nobody");
            assertThat(unknown.out()).isEmpty();
            Run wrong = status(node, "wt_wrong");
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.errors()).singleElement().asString().contains("401", "--token");
        }
    }

    private static Run status(NodeProcess node, String token) {
        return Commands.run(List.of("status", "--server", node.adminUrl(), "--token", token));
    }

    private static void awaitStatus(NodeProcess node, int code) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Commands.run(node, "status").code() == code);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
