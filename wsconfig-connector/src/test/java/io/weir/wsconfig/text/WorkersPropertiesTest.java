package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersPropertiesTest {
    /** What mod_jk's reference allows, by the type of the worker. */
    private static final Map<String, Set<String>> DOCUMENTED = Map.of(
            "lb",
            Set.of(
                    "type",
                    "balance_workers",
                    "sticky_session",
                    "method",
                    "retries",
                    "recover_time",
                    "error_escalation_time",
                    "max_reply_timeouts"),
            "ajp13",
            Set.of(
                    "type",
                    "reference",
                    "host",
                    "port",
                    "lbfactor",
                    "activation",
                    "secret",
                    "max_packet_size",
                    "socket_connect_timeout",
                    "socket_keepalive",
                    "connection_pool_timeout",
                    "ping_mode",
                    "ping_timeout",
                    "reply_timeout",
                    "recovery_options",
                    "retries"),
            "status",
            Set.of("type", "read_only"));

    @TempDir
    Path folder;

    private Secret secret;

    @BeforeEach
    void start() throws IOException {
        secret = Secret.read(Files.writeString(folder.resolve("ajp-secret"), "S3cret!\n"));
    }

    @Test
    void listsTheNodes() {
        Golden.assertText(workers(Optional.empty()).text(), "workers.properties");
    }

    @Test
    void addsAStatusWorkerWhereOneWasAskedFor() {
        assertThat(workers(Optional.of("/jk-status")).text())
                .contains(
                        "worker.list=weir1-status\n",
                        "worker.weir1-status.type=status\nworker.weir1-status.read_only=True\n");
    }

    @Test
    void saysTheSameAsDirectives() {
        Golden.assertText(WorkersProperties.directives(workers(Optional.empty()).text()), "workers.conf");
    }

    @Test
    void usesDocumentedDirectivesOnly() {
        List<String> lines = workers(Optional.of("/jk-status"))
                .text()
                .lines()
                .filter(line -> line.startsWith("worker.weir1"))
                .toList();

        for (String line : lines) {
            String name = line.substring("worker.".length(), line.indexOf('='));
            String worker = name.substring(0, name.indexOf('.'));
            String directive = name.substring(name.indexOf('.') + 1);
            String type = worker.equals("weir1") ? "lb" : worker.endsWith("-status") ? "status" : "ajp13";
            assertThat(DOCUMENTED.get(type)).as(line).contains(directive);
            assertThat(worker).hasSizeLessThanOrEqualTo(WorkerNames.MAX_LENGTH).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void allowsPacketsOfTheSizeThatItWasTold() {
        AjpTuning small = new AjpTuning(8192, Duration.ZERO);

        String text = new WorkersProperties(Example.NAMES, Example.MEMBERS, secret, small, Optional.empty()).text();

        assertThat(text).contains("max_packet_size=8192\n", "reply_timeout=0\n");
    }

    private WorkersProperties workers(Optional<String> statusPath) {
        return new WorkersProperties(Example.NAMES, Example.MEMBERS, secret, AjpTuning.DEFAULT, statusPath);
    }
}
