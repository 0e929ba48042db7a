package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code weir}, run as a user runs it. */
class LauncherIT {
    private static final String VERSION = "(?s)weir \\d+\\.\\d+\\.\\d+.*\ncommit \\S+\nJava \\d+.*\n";

    @TempDir
    private Path folder;

    /** Where sources are newer than what is packaged, the first run builds and says so. */
    @BeforeAll
    static void build(@TempDir Path elsewhere) throws Exception {
        WeirProcess built = WeirProcess.run(elsewhere, "version");

        assertThat(built.code()).as(built.err()).isZero();
        WeirProcess alsoBuilt = WeirProcess.run(elsewhere, "addons", "--help");
        assertThat(alsoBuilt.code()).as(alsoBuilt.err()).isZero();
    }

    @Test
    void tellsItsVersion() throws Exception {
        WeirProcess run = WeirProcess.run(folder, "version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches(VERSION);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "start --help", "token create --help", "addons install datastore --help"})
    void helps(String arguments) throws Exception {
        WeirProcess run = WeirProcess.run(folder, arguments.split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: weir ").contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "verison", "version --colour", "apply", "start --set listeners.http.port", "addons install"})
    void refusesBadUsageInOneLine(String arguments) throws Exception {
        WeirProcess run = WeirProcess.run(folder, arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString().startsWith("weir: ").contains("(");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNoNodeToAsk() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data of a node"));
        String server = "http://127.0.0.1:" + Ports.free();

        WeirProcess neverStarted = WeirProcess.run(folder, "status", "--data", data.toString(), "--server", server);
        WeirProcess notThere = WeirProcess.run(folder, "status", "--token", "wt_any", "--server", server);

        assertThat(neverStarted.code()).isEqualTo(1);
        assertThat(neverStarted.errors())
                .singleElement()
                .asString()
                .startsWith("weir: " + data.resolve("admin-token") + ": cannot be read (expected: ");
        assertThat(notThere.code()).isEqualTo(1);
        assertThat(notThere.errors())
                .containsExactly(
                        "weir: " + server + ": connection refused (expected: the admin API of a running node)");
    }

    @Test
    void tellsEveryProblemOfTheSettingsAtOnce() throws Exception {
        WeirProcess run = WeirProcess.run(
                folder,
                "start",
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "listeners.http.port=many",
                "--set",
                "datastore.commandTimeout=fast",
                "--set",
                "colour=blue");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errors()).hasSize(3).allMatch(line -> line.startsWith("weir: --set: "));
        assertThat(run.err())
                .contains("listeners.http.port: many (expected: ")
                .contains("datastore.commandTimeout: fast (expected: ")
                .contains("colour");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void logsByTheFileOfTheConfigurationFolderAndExitsWithZeroOnSigterm() throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf of mine"));
        Files.writeString(conf.resolve("config.xml"), "<weir/>");
        Files.writeString(conf.resolve("logback.xml"), """
                <configuration>
                  <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>as I like it: %msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="own"/></root>
                </configuration>
                """);

        try (WeirProcess node =
                start("--conf", "conf of mine", "--data", "data of mine", "--set", "quiesce.delay=0s")) {
            node.awaitSaid("weir: started: traffic on http://127.0.0.1:");
            node.terminate();

            assertThat(node.awaitEnd(Duration.ofSeconds(40))).isZero();
            assertThat(node.err())
                    .contains("as I like it: ready", "as I like it: stopped", "weir: stopping;")
                    .doesNotContain(" INFO ");
            assertThat(node.out()).isEmpty();
            assertThat(folder.resolve("data of mine/node-id")).isNotEmptyFile();
        }
    }

    @Test
    void endsAtOnceOnASecondSigterm() throws Exception {
        try (WeirProcess node = start("--data", "data", "--set", "quiesce.delay=10m")) {
            node.awaitSaid("weir: started: ");
            long redis = redisPid(folder.resolve("data"));
            try {
                node.terminate();
                node.awaitSaid("weir: stopping; a second signal ends it at once");
                node.terminate();

                assertThat(node.awaitEnd(Duration.ofSeconds(30))).isEqualTo(143);
                assertThat(node.err()).contains(" INFO ");
            } finally {
                // Nobody is left to end it.
                ProcessHandle.of(redis).ifPresent(ProcessHandle::destroy);
            }
        }
    }

    @Test
    void runsFromAnyFolderAndThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("there"), WeirProcess.ROOT.resolve("weir"));
        Files.createSymbolicLink(bin.resolve("weir"), Path.of("there"));

        assertThat(WeirProcess.run(bin.resolve("weir"), folder, "version").out())
                .matches(VERSION);
        assertThat(WeirProcess.run(Path.of("./weir"), bin, "version").out()).matches(VERSION);
    }

    @Test
    void runsADistributionInAFolderWithBlanks() throws Exception {
        Path home = distribution(folder.resolve("a distribution (1)"));

        WeirProcess version = WeirProcess.run(home.resolve("weir"), folder, "version");
        WeirProcess status = WeirProcess.run(home.resolve("weir"), folder, "status");

        assertThat(version.out()).matches(VERSION);
        assertThat(version.err()).isEmpty();
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err()).startsWith("weir: " + home.resolve("data/admin-token") + ": cannot be read");
    }

    @Test
    void runsTheDemoOnceWithoutTellingWhatTheNodeDoes() throws Exception {
        WeirProcess demo = WeirProcess.run(folder, "demo", "--once", "--no-analytics");

        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("HTTP 200", "X-RateLimit-Remaining: 99");
        assertThat(demo.errors()).allMatch(line -> line.startsWith("weir: "));
    }

    private WeirProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("start"));
        all.addAll(List.of(arguments));
        for (String setting : List.of(
                "listeners.http.host=127.0.0.1",
                "listeners.http.port=" + Ports.free(),
                "listeners.admin.port=" + Ports.free(),
                "listeners.ajp.port=" + Ports.free(),
                "datastore.addresses=127.0.0.1:" + Ports.free())) {
            all.addAll(List.of("--set", setting));
        }
        return WeirProcess.start(WeirProcess.ROOT.resolve("weir"), folder, all.toArray(String[]::new));
    }

    private static long redisPid(Path data) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("redis/weir-redis.pid")).strip().split(" ")[0]);
    }

    private static Path distribution(Path home) throws IOException {
        Path lib = Files.createDirectories(home.resolve("lib"));
        Path target = WeirProcess.ROOT.resolve("server/target");
        Files.copy(WeirProcess.ROOT.resolve("weir"), home.resolve("weir"));
        Files.copy(target.resolve("weir-server.jar"), lib.resolve("weir-server.jar"));
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        return home;
    }
}
