package io.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.CommandContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

    @TempDir
    Path home;

    private final StringWriter err = new StringWriter();

    @Test
    void deletesATemporaryFolderAtTheEnd() throws IOException {
        Path folder;
        try (DemoData data = DemoData.temporary()) {
            folder = data.folder();
            Files.createDirectories(folder.resolve("deep/er"));
            Files.writeString(data.conf().resolve("file"), "x");

            assertThat(folder).exists();
        }

        assertThat(folder).doesNotExist();
    }

    @Test
    void keepsALastingFolder() {
        try (DemoData data = DemoData.lasting(home.resolve("demo"), context())) {
            assertThat(data.folder()).isEqualTo(home.resolve("demo"));
        }

        assertThat(home.resolve("demo")).exists();
    }

    @Test
    void leavesAFolderToTheDemoThatUsesIt() {
        try (DemoData first = DemoData.lasting(home.resolve("demo"), context());
                DemoData second = DemoData.lasting(home.resolve("demo"), context())) {
            assertThat(second.folder()).isNotEqualTo(first.folder());
            assertThat(err.toString()).contains("another demo uses");
        }
    }

    private CommandContext context() {
        PrintWriter writer = new PrintWriter(err, true);
        return new CommandContext(writer, writer, false, Map.of(), home, (config, file, data) -> () -> {});
    }
}
