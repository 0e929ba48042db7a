package io.weir.wsconfig.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {
    @TempDir
    Path folder;

    private Path present;
    private final FileChanges changes = new FileChanges();

    @BeforeEach
    void start() throws IOException {
        present = Files.writeString(folder.resolve("present"), "before");
    }

    @Test
    void makesChangesAndRemovesTogether() throws IOException {
        Path gone = Files.writeString(folder.resolve("gone"), "x");
        changes.write(present, bytes("after"));
        changes.write(folder.resolve("a/b/new"), bytes("new"));
        changes.delete(gone);

        changes.apply();

        assertThat(present).hasContent("after");
        assertThat(folder.resolve("a/b/new")).hasContent("new");
        assertThat(gone).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void takesEverythingBack() throws IOException {
        Path gone = Files.writeString(folder.resolve("gone"), "x");
        changes.write(present, bytes("after"));
        changes.write(folder.resolve("a/b/new"), bytes("new"));
        changes.delete(gone);
        changes.apply();

        changes.undo();

        assertThat(present).hasContent("before");
        assertThat(gone).hasContent("x");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void countsNothingAsAChangeThatLeavesTheFileAsItIs() {
        changes.write(present, bytes("before"));
        changes.delete(folder.resolve("never there"));

        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes.describe()).isEmpty();
    }

    @Test
    void describesWhatItWillDo() {
        changes.write(present, bytes("after"));
        changes.write(folder.resolve("new"), bytes("new"));

        assertThat(changes.describe()).containsExactly("change " + present, "make " + folder.resolve("new"));
        assertThat(changes.content(present)).contains(bytes("after"));
        assertThat(changes.content(folder.resolve("none"))).isEmpty();
    }

    @Test
    void takesBackTheFirstWhereTheSecondFails() throws IOException {
        Path blocked = Files.createDirectory(folder.resolve("blocked"));
        changes.write(present, bytes("after"));
        changes.write(blocked.resolve("file"), bytes("x"));
        Files.delete(blocked);
        Files.writeString(blocked, "a file where a folder was");

        assertThatThrownBy(changes::apply)
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("blocked")
                .hasMessageContaining("cannot be changed");
        assertThat(present).hasContent("before");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheRightsOfAFileAndClosesAProtectedOne() throws IOException {
        Files.setPosixFilePermissions(present, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        changes.write(present, bytes("after"));
        changes.writeProtected(secret, bytes("x"));
        changes.writeProtected(folder.resolve("new secret"), bytes("y"));
        changes.write(folder.resolve("new"), bytes("z"));
        assertThat(changes.isEmpty()).isFalse();

        changes.apply();

        assertThat(rights(present)).isEqualTo("rw-rw-rw-");
        assertThat(rights(secret)).isEqualTo("rw-r-----");
        assertThat(rights(folder.resolve("new secret"))).isEqualTo("rw-r-----");
        assertThat(rights(folder.resolve("new"))).isEqualTo("rw-r--r--");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void changesTheTargetOfALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), present);
        changes.write(link, bytes("after"));

        changes.apply();

        assertThat(link).isSymbolicLink();
        assertThat(present).hasContent("after");
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
