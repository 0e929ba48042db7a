package io.weir.addons.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

    @TempDir
    Path base;

    @Test
    void isThereWhollyOnceItIsCommitted() throws IOException {
        Path dir = base.resolve("a/b");

        try (Stage stage = Stage.open(dir)) {
            fill(stage);
            assertThat(dir).doesNotExist();
            stage.commit();
        }

        assertThat(names(base)).containsExactlyInAnyOrder("a", "a/b", "a/b/addon.json", "a/b/bin", "a/b/bin/program");
    }

    @Test
    void leavesNothingWhereItIsNotCommitted() throws IOException {
        try (Stage stage = Stage.open(base.resolve("a/b"))) {
            fill(stage);
        }

        assertThat(base).isEmptyDirectory();
    }

    @Test
    void leavesFormerDataAndTakesTheirPlace() throws IOException {
        Path dir = base.resolve("a");
        Files.createDirectories(dir.resolve("data"));
        Files.writeString(dir.resolve("data/kept"), "kept");

        try (Stage stage = Stage.open(dir)) {
            fill(stage);
            Files.createDirectories(stage.folder().resolve("data"));
        }
        assertThat(names(dir)).containsExactlyInAnyOrder("data", "data/kept");

        try (Stage stage = Stage.open(dir)) {
            fill(stage);
            Files.createDirectories(stage.folder().resolve("data"));
            stage.commit();
        }
        assertThat(names(dir)).containsExactlyInAnyOrder("data", "data/kept", "addon.json", "bin", "bin/program");
    }

    @Test
    void clearsWhatAKilledOneLeft() throws IOException {
        Path dir = base.resolve("a");
        Path leftover = Files.createDirectories(base.resolve(".a.weir-installing"));
        Files.writeString(leftover.resolve("half"), "half");
        Files.writeString(leftover.resolve(".owner"), "1 0");

        try (Stage stage = Stage.open(dir)) {
            assertThat(stage.folder().resolve("half")).doesNotExist();
            fill(stage);
            stage.commit();
        }

        assertThat(leftover).doesNotExist();
        assertThat(dir.resolve("addon.json")).exists();
    }

    @Test
    void clearsWhatWasKilledWhileItTookItsPlace() throws IOException {
        Path dir = base.resolve("a");
        Files.createDirectories(dir.resolve(".weir-installing/conf"));
        Files.createDirectories(dir.resolve("bin"));
        Files.createDirectories(dir.resolve("data"));
        Files.writeString(dir.resolve("data/kept"), "kept");
        Files.writeString(dir.resolve(".weir-installing.json"), "{}");

        try (Stage stage = Stage.open(dir)) {
            assertThat(stage.folder()).isEqualTo(dir.resolve(".weir-installing"));
        }

        assertThat(names(dir)).containsExactlyInAnyOrder("data", "data/kept");
    }

    @Test
    void keepsOutASecondOne() throws IOException {
        Path dir = base.resolve("a");

        try (Stage first = Stage.open(dir)) {
            assertThat(first.folder()).exists();
            assertThatThrownBy(() -> Stage.open(dir)).hasMessageContaining("another installation into it is under way");
        }
    }

    @Test
    void refusesAFolderOfSomebodyElse() throws IOException {
        Files.writeString(base.resolve("letter.txt"), "x");

        assertThatThrownBy(() -> Stage.open(base))
                .hasMessageContaining("holds letter.txt (expected: a folder that is new");
        assertThat(names(base)).containsExactly("letter.txt");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(base.resolve("file"), "x");

        assertThatThrownBy(() -> Stage.open(file)).hasMessageContaining("is a file");
    }

    private static void fill(Stage stage) throws IOException {
        Files.createDirectories(stage.folder().resolve("bin"));
        Files.writeString(stage.folder().resolve("bin/program"), "x");
        Files.writeString(stage.folder().resolve("addon.json"), "{}");
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .toList()
                    .stream();
        }
    }
}
