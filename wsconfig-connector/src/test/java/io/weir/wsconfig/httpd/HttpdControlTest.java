package io.weir.wsconfig.httpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wsconfig.httpd.CommandRunner.Outcome;
import io.weir.wsconfig.httpd.HttpdControl.Options;
import io.weir.wsconfig.httpd.HttpdControl.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpdControlTest {
    private static final Optional<Path> NONE = Optional.empty();
    private static final Running UNKNOWN = new Running(true, Optional.empty());

    @TempDir
    Path folder;

    private final List<String> commands = new ArrayList<>();
    private final List<Map<String, String>> environments = new ArrayList<>();
    private String output = "";
    private Path main;

    @BeforeEach
    void start() throws IOException {
        main = Files.writeString(folder.resolve("httpd.conf"), "User x\n");
    }

    @Test
    void callsTheProgramThatWasGivenForThisConfiguration() throws IOException {
        HttpdControl control = find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false);

        control.test();
        control.reload(UNKNOWN);

        assertThat(commands)
                .containsExactly(
                        "/opt/httpd -f " + main + " -t -D DUMP_RUN_CFG", "/opt/httpd -f " + main + " -k graceful");
    }

    @Test
    void callsTheScriptThatWasGiven() throws IOException {
        HttpdControl control = find(NONE, Optional.of(Path.of("/opt/apachectl")), Optional.empty(), false);

        control.test();
        control.reload(UNKNOWN);

        assertThat(commands).containsExactly("/opt/apachectl configtest", "/opt/apachectl graceful");
    }

    @Test
    void testsWithTheProgramAndReloadsWithTheScriptWhereBothWereGiven() throws IOException {
        HttpdControl control = find(
                Optional.of(Path.of("/opt/httpd")), Optional.of(Path.of("/opt/apachectl")), Optional.empty(), false);

        control.test();
        control.reload(UNKNOWN);

        assertThat(commands)
                .containsExactly("/opt/httpd -f " + main + " -t -D DUMP_RUN_CFG", "/opt/apachectl graceful");
    }

    @Test
    void reloadsAServiceByItsName() throws IOException {
        find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.of("httpd-web"), false)
                .reload(UNKNOWN);
        find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.of("Apache2.4"), true)
                .reload(UNKNOWN);

        assertThat(commands)
                .containsExactly("systemctl reload httpd-web", "/opt/httpd -f " + main + " -k restart -n Apache2.4");
    }

    @Test
    void givesDebiansScriptsTheFolderAndTheVariables() throws IOException {
        Files.writeString(folder.resolve("envvars"), "export A=b\n");

        find(Optional.of(Path.of("/usr/sbin/apache2")), NONE, Optional.empty(), false)
                .test();

        assertThat(commands)
                .singleElement()
                .asString()
                .startsWith("/bin/sh -c ")
                .endsWith(" sh " + folder.resolve("envvars") + " /usr/sbin/apache2 -d " + folder + " -f " + main
                        + " -t -D DUMP_RUN_CFG");
        assertThat(environments).containsExactly(Map.of("APACHE_CONFDIR", folder.toString()));
    }

    @Test
    void looksForTheProgramOnThePath() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("path"));
        Path httpd = Files.createFile(bin.resolve("httpd"));
        assertThat(httpd.toFile().setExecutable(true)).isTrue();

        HttpdControl control = HttpdControl.find(
                        config(),
                        new Options(NONE, NONE, Optional.empty(), "/nowhere" + File.pathSeparator + bin, false),
                        this::run)
                .orElseThrow();

        assertThat(control.testCommand()).isEqualTo(httpd + " -f " + main + " -t -D DUMP_RUN_CFG");
    }

    @Test
    void tellsWhetherTheWebServerRunsByItsPidFile() throws IOException {
        HttpdControl control = find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false);
        Path pid = folder.resolve("httpd.pid");
        output = "ServerRoot: \"/x\"\nPidFile: \"" + pid + "\"\nUser: name=\"x\"";

        assertThat(control.running().isLikely()).isFalse();

        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        assertThat(control.running().isLikely()).isTrue();

        Files.writeString(pid, "999999999\n");
        assertThat(control.running().isLikely()).isFalse();
    }

    @Test
    void signalsNoProcessThatIsNoWebServer() throws IOException {
        Running other = new Running(true, Optional.of(ProcessHandle.current()));

        find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false).reload(other);

        assertThat(commands).containsExactly("/opt/httpd -f " + main + " -k graceful");
    }

    @Test
    void learnsWhereTheProcessIdIsByTheTest() throws IOException {
        HttpdControl control = find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false);
        output = "PidFile: \"" + Files.writeString(folder.resolve("httpd.pid"), "999999999\n") + "\"\nSyntax OK";

        control.test();

        assertThat(control.running().isLikely()).isFalse();
        assertThat(commands).hasSize(1);
    }

    @Test
    void remembersWhereTheProcessIdIs() throws IOException {
        HttpdControl control = find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false);
        output = "PidFile: \"" + Files.writeString(folder.resolve("httpd.pid"), "999999999\n") + "\"";

        control.running();
        control.running();

        assertThat(commands).hasSize(1);
    }

    @Test
    void takesItForRunningWhereThatCannotBeTold() throws IOException {
        output = "Usage: …";

        assertThat(find(Optional.of(Path.of("/opt/httpd")), NONE, Optional.empty(), false)
                        .running()
                        .isLikely())
                .isTrue();
    }

    private HttpdControl find(Optional<Path> bin, Optional<Path> script, Optional<String> service, boolean isWindows) {
        return HttpdControl.find(config(), new Options(bin, script, service, "", isWindows), this::run)
                .orElseThrow();
    }

    private HttpdConfig config() {
        return HttpdConfigReader.read(main, Map.of(), HttpdConfigReader.Content.WHOLE);
    }

    private Outcome run(List<String> command, Map<String, String> environment) {
        commands.add(String.join(" ", command));
        environments.add(environment);
        return new Outcome(0, output);
    }
}
