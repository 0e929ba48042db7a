package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {

    static Stream<String> commands() {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        CommandContext context =
                new CommandContext(nowhere, nowhere, false, Map.of(), Path.of("nowhere"), CommandRun.NO_NODE);
        return new CommandLineInterface(context).commands().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.code()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).startsWith("Usage: weir " + command).contains("--help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void namesItsCommandsAndExitCodes() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.code()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).contains("Commands:", "Exit codes: 0 done");
        commands().forEach(command -> assertThat(run.out()).contains("\n  " + command + " "));
    }

    @Test
    void refusesToDoNothing() {
        CommandRun run = CommandRun.of();

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).containsExactly("weir: no command (expected: one of those of weir --help)");
    }

    @Test
    void refusesAnUnknownOptionInOneLine() {
        CommandRun run = CommandRun.of("version", "--verbos");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--verbos", "weir version --help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandRun run = CommandRun.of("verison");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("verison", "did you mean", "version");
    }

    @ParameterizedTest
    @ValueSource(strings = "addons")
    void saysThatACommandOfALaterVersionIsAbsent(String command) {
        CommandRun run = CommandRun.of(command, "--some", "argument");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains(command + ": this version does not have it");
    }

    @Test
    void tellsVersionCommitAndJava() {
        CommandRun run = CommandRun.of("version");

        assertThat(run.code()).isEqualTo(ExitCodes.OK);
        assertThat(run.out()).containsPattern("weir \\d+\\.\\d+\\.\\d+.*\\Rcommit \\S+\\RJava \\d+");
    }
}
