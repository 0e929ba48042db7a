package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Console and portal in the system's Chromium, against real nodes: a cluster of two, and a node of another one that is moved there; the
 * other one has an analytics server, too. What is done and looked at is written in {@code admin-console/e2e}.
 */
class ConsoleIT {
    private static final Path CONSOLE =
            Path.of("../admin-console").toAbsolutePath().normalize();
    private static final Path SAMPLE = Path.of("../server/src/main/resources/io/weir/cli/demo/petstore.yaml")
            .toAbsolutePath();
    private static final long MINUTES = 12;

    @TempDir
    Path folder;

    @Test
    void worksInABrowser() throws Exception {
        Path chromium = Programs.require("chromium");
        Path npm = Programs.require("npm");
        Path github = GitHubDescription.json(npm);
        int portalPort = Ports.free();
        int analyticsPort = Ports.free();
        // An embedded analytics server runs as a user of its own.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Backend target = new Backend("console");
                NodeProcess first = NodeProcess.withEmbeddedStore(
                        withoutAnalytics(folder("first")),
                        "listeners.portal.enabled=true",
                        "listeners.portal.host=127.0.0.1",
                        "listeners.portal.port=" + portalPort);
                NodeProcess second = NodeProcess.joining(first, folder("second"));
                NodeProcess elsewhere = NodeProcess.withEmbeddedStore(
                        folder("elsewhere"),
                        "analytics.enabled=true",
                        "analytics.mode=embedded",
                        "analytics.heap=256MB",
                        "analytics.addresses=127.0.0.1:" + analyticsPort);
                NodeProcess loner = NodeProcess.configured(elsewhere, folder("loner"))) {
            Map<String, String> surroundings = new HashMap<>();
            surroundings.put("WEIR_CHROMIUM", chromium.toString());
            surroundings.put("WEIR_ADMIN_URL", first.adminUrl());
            surroundings.put("WEIR_PORTAL_URL", "http://127.0.0.1:" + portalPort);
            surroundings.put("WEIR_PASSWORD", firstPassword(first));
            surroundings.put("WEIR_SECOND_PID", Long.toString(second.pid()));
            surroundings.put("WEIR_SECOND_ID", second.id());
            surroundings.put("WEIR_LONER_URL", loner.adminUrl());
            surroundings.put("WEIR_LONER_PASSWORD", firstPassword(elsewhere));
            surroundings.put("WEIR_STORE_ADDRESS", "127.0.0.1:" + first.redisPort());
            surroundings.put("WEIR_STORE_PASSWORD", first.redisPassword());
            surroundings.put("WEIR_TARGET_URL", target.url());
            surroundings.put("WEIR_DOCUMENT", SAMPLE.toString());
            surroundings.put("WEIR_GITHUB_DOCUMENT", github.toString());
            surroundings.put("WEIR_ANALYTICS_ADDRESS", "127.0.0.1:" + analyticsPort);

            runs(npm, "e2e", surroundings);
        }
    }

    @Test
    void looksAsItDid() throws Exception {
        Path chromium = Programs.require("chromium");
        runs(Programs.require("npm"), "looks", Map.of("WEIR_CHROMIUM", chromium.toString()));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** By its file, not by an option: what an option says cannot be changed in the console. */
    private static Path withoutAnalytics(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.xml"), "<weir><analytics enabled=\"false\"/></weir>");
        return folder;
    }

    private static String firstPassword(NodeProcess node) throws IOException {
        return Files.readString(node.data().resolve("initial-admin-password")).strip();
    }

    /** Runs what is written in the console's folder, without this process' own streams: Maven talks over those. */
    private void runs(Path npm, String script, Map<String, String> surroundings)
            throws IOException, InterruptedException {
        Path said = folder.resolve(script + ".out");
        ProcessBuilder builder = new ProcessBuilder(npm.toString(), "run", "--silent", script)
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(surroundings);
        Process tests = builder.start();
        tests.getOutputStream().close();
        try {
            assertThat(tests.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(() -> script + " ended within " + MINUTES + " minutes")
                    .isTrue();
            assertThat(tests.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            Processes.end(tests);
        }
    }
}
