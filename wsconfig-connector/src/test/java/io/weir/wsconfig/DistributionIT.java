package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder needs nothing but Java, wherever it is copied. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    private static final String NODE =
            "<node id=\"n-1\" host=\"10.0.0.5\" state=\"up\"><http port=\"8080\"/><ajp port=\"8009\"/></node>";

    @TempDir
    Path temp;

    private Path root;
    private Wsconfig wsconfig;

    @BeforeEach
    void start() throws IOException {
        root = temp.toRealPath();
        wsconfig = Wsconfig.copiedTo(root.resolve("web server"));
        wsconfig.cluster(NODE);
    }

    @Test
    void holdsTwoScriptsAndOneJar() throws IOException {
        try (Stream<Path> files = Files.list(Wsconfig.BUILT)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("wsconfig", "wsconfig.bat", "wsconfig.jar");
        }
    }

    @Test
    void findsWhatLiesBesideIt() throws Exception {
        assertThat(wsconfig.run("-snippet", "nginx").ok().out()).contains("server 10.0.0.5:8080");

        Path link = Files.createSymbolicLink(root.resolve("link"), wsconfig.file("wsconfig"));
        assertThat(Wsconfig.run(link, Map.of(), "-snippet", "haproxy").ok().out())
                .contains("server n-1 10.0.0.5:8080");
    }

    @Test
    void passesArgumentsOnUnchanged() throws Exception {
        Wsconfig.Run run = wsconfig.run("-ws", "a  b*c$HOME'\"");

        assertThat(run.code()).isEqualTo(CommandLineInterface.USAGE);
        assertThat(run.err()).isEqualTo("wsconfig: -ws: a  b*c$HOME'\" (expected: Apache or IIS)\n");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Wsconfig.Run run = Wsconfig.run(wsconfig.file("wsconfig"), Map.of("JAVA_HOME", root.toString()), "-list");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("wsconfig: JAVA_HOME=" + root
                        + " has no java (expected: Java 17 or newer, by JAVA_HOME or on the PATH)\n");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Path java = Files.createDirectories(root.resolve("old/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Wsconfig.Run run = Wsconfig.run(wsconfig.file("wsconfig"), Map.of("JAVA_HOME", root + "/old"), "-list");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is Java 11.0.2 (expected: 17 or newer");
    }

    @Test
    void endsWithoutAnswersAndChangesNothing() throws Exception {
        Wsconfig.Run run = wsconfig.run();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Web server, Apache or IIS [Apache]: ");
        assertThat(run.err()).isEqualTo("wsconfig: ended: nothing was changed\n");
        assertThat(wsconfig.file("connectors")).doesNotExist();
    }

    @Test
    void isReachedByWeirsLauncherToo() throws Exception {
        Path weir = root.resolve("weir");
        Files.createDirectories(weir.resolve("lib"));
        Files.copy(Path.of("../weir"), weir.resolve("weir"), StandardCopyOption.COPY_ATTRIBUTES);
        Wsconfig.copy(Wsconfig.BUILT, weir.resolve("wsconfig"));
        Files.createDirectories(weir.resolve("conf"));
        Files.copy(wsconfig.file("cluster.xml"), weir.resolve("conf/cluster.xml"));

        assertThat(Wsconfig.run(weir.resolve("weir"), Map.of("WSCONFIG_HOME", ""), "wsconfig", "-snippet", "nginx")
                        .ok()
                        .out())
                .contains("server 10.0.0.5:8080");
        assertThat(Wsconfig.run(weir.resolve("weir"), Map.of("WSCONFIG_HOME", ""), "wsconfig", "-ws", "a  b*c")
                        .err())
                .isEqualTo("wsconfig: -ws: a  b*c (expected: Apache or IIS)\n");
    }
}
