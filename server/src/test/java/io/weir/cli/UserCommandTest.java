package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
    @TempDir
    private Path home;

    @Test
    void wantsACommandOfItsOwn() {
        assertThat(CommandRun.of("user").errors())
                .singleElement()
                .asString()
                .contains("user: no command", "add, passwd or remove");
        assertThat(CommandRun.of("token").errors()).singleElement().asString().contains("create, list or revoke");
    }

    @Test
    void wantsARoleForEachUser() {
        CommandRun run = CommandRun.of("user", "add", "alice");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--role");
    }

    @Test
    void takesNoPasswordAsAnArgument() {
        CommandRun run = CommandRun.of("user", "passwd", "alice", "--password", "secret");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--password-file");
    }

    @Test
    void refusesAPasswordFileThatHasNone() throws IOException {
        Path empty = Files.createFile(home.resolve("empty"));

        CommandRun run = withToken("user", "passwd", "alice", "--password-file", empty.toString());
        CommandRun missing = withToken("user", "passwd", "alice", "--password-file", "nowhere.txt");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("no password in " + empty);
        assertThat(missing.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(missing.errors()).singleElement().asString().contains("nowhere.txt");
    }

    private CommandRun withToken(String... args) {
        return CommandRun.in(home, Map.of("WEIR_TOKEN", "wt_x"), args);
    }
}
