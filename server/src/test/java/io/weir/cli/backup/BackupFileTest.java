package io.weir.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {

    @TempDir
    Path base;

    private Path file;
    private Path from;
    private Path into;

    @BeforeEach
    void write() throws IOException {
        file = base.resolve("a.weir");
        from = base.resolve("from");
        Path plans = Files.createDirectories(from.resolve("plans"));
        into = Files.createDirectory(base.resolve("into"));
        Files.writeString(plans.resolve("gold.yaml"), "kind: Plan\n");
        BackupFile.write(file, header(BackupFile.FORMAT), from);
    }

    @Test
    void givesBackWhatWasWrittenToItsOwnerAlone() throws IOException {
        assertThat(BackupFile.unpack(file, into)).isEqualTo(header(BackupFile.FORMAT));
        assertThat(into.resolve("plans/gold.yaml")).hasContent("kind: Plan\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesAFileThatWasChanged() throws IOException {
        change("objects/plans/gold.yaml", "kind: Plan\nid: mine\n");

        assertThatThrownBy(() -> BackupFile.unpack(file, into))
                .hasMessageContaining("objects/plans/gold.yaml is not as it was written (expected: a whole file");
    }

    @Test
    void refusesAFileToWhichSomethingWasAdded() throws IOException {
        change("objects/plans/eve.yaml", "kind: User\n");

        assertThatThrownBy(() -> BackupFile.unpack(file, into))
                .hasMessageContaining("objects/plans/eve.yaml does not belong into it");
    }

    @Test
    void refusesAFileFromWhichSomethingWasTaken() throws IOException {
        try (FileSystem zip = zip()) {
            Files.delete(zip.getPath("objects/plans/gold.yaml"));
        }

        assertThatThrownBy(() -> BackupFile.unpack(file, into)).hasMessageContaining("plans/gold.yaml is missing");
    }

    @Test
    void refusesHalfAFile() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> BackupFile.unpack(file, into))
                .hasMessageContaining("(expected: a whole file that weir backup wrote)");
    }

    @Test
    void refusesALaterFormat() throws IOException {
        BackupFile.write(file, header(2), from);

        assertThatThrownBy(() -> BackupFile.unpack(file, into))
                .hasMessageContaining("format 2 (expected: 1; Weir 1.0 wrote it");
    }

    @Test
    void passesOverWhatALaterVersionAddsToTheHeader() throws IOException {
        try (FileSystem zip = zip()) {
            Path header = zip.getPath("backup.json");
            Files.writeString(header, Files.readString(header).replaceFirst("\\{", "{\"note\":\"new\","));
        }

        assertThat(BackupFile.unpack(file, into).revision()).isEqualTo(7);
    }

    private BackupHeader header(int format) throws IOException {
        return new BackupHeader(
                format,
                "1.0",
                "weir",
                7,
                "2026-01-01T00:00:00Z",
                1,
                JsonNodeFactory.instance.objectNode(),
                BackupFile.checksums(from));
    }

    private void change(String entry, String content) throws IOException {
        try (FileSystem zip = zip()) {
            Path path = zip.getPath(entry);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
    }

    private FileSystem zip() throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of());
    }
}
