package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandUsageTest {

    @TempDir
    Path home;

    @Test
    void tellsThatNoNodeOfThisMachineLeftItsToken() {
        CommandRun run = CommandRun.in(home, Map.of(), "status");

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("admin-token: cannot be read (expected:");
    }

    @Test
    void neverTellsTheLocalTokenToAnotherMachine() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/admin-token"), "secret");

        CommandRun run = CommandRun.in(home, Map.of(), "status", "--server", "http://192.0.2.1:9000");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("no token for http://192.0.2.1:9000");
    }

    @Test
    void refusesAServerThatIsNoAddress() {
        CommandRun run = CommandRun.in(home, Map.of("WEIR_SERVER", "localhost"), "status");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("localhost (expected: an address such as http://127.0.0.1:9000)");
    }

    @Test
    void asksForTheFilesToApply() {
        CommandRun run = CommandRun.of("apply", "--dry-run");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--file", "weir apply --help");
    }

    @Test
    void asksForACommandOfToken() {
        CommandRun run = CommandRun.of("token");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).containsExactly("weir: token: no command (expected: create, list or revoke)");
    }

    @Test
    void asksForACommandOfCatalog() {
        CommandRun run = CommandRun.of("catalog");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).containsExactly("weir: catalog: no command (expected: status, adopt or restore)");
    }

    @Test
    void refusesAnExpiryThatIsNoTime() {
        CommandRun run = CommandRun.of("token", "create", "--expires", "tomorrow");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--expires: tomorrow (expected: a date and time");
    }

    @Test
    void refusesASettingWithoutAValue() {
        CommandRun run = CommandRun.of("start", "--set", "listeners.http.port");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).containsExactly("weir: --set: listeners.http.port (expected: PATH=VALUE)");
    }

    @Test
    void reportsEveryProblemOfTheConfigurationInALineOfItsOwn() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                home.resolve("conf/config.xml"),
                "<weir>\n  <listeners><http port=\"x\"/></listeners>\n  <colour/>\n</weir>\n");

        CommandRun run = CommandRun.in(home, Map.of(), "start");

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.startsWith("weir: "));
        assertThat(run.err()).contains("config.xml:2").contains("config.xml:3");
    }

    @Test
    void showsTheStackOnlyWhenAskedTo() {
        CommandRun quiet = CommandRun.in(home, Map.of(), "status");
        CommandRun loud = CommandRun.in(home, Map.of("WEIR_DEBUG", "1"), "status");

        assertThat(quiet.err()).doesNotContain("\tat ");
        assertThat(loud.err()).contains("\tat io.weir.cli");
    }
}
