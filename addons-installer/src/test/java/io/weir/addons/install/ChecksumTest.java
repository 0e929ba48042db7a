package io.weir.addons.install;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.zip"), "abc");
    }

    @Test
    void takesAFileWithoutAChecksum() {
        assertThatCode(() -> Checksum.check(file)).doesNotThrowAnyException();
    }

    @Test
    void takesTheRightOneInThePublishersForm() throws IOException {
        Files.writeString(folder.resolve("a.zip.sha1"), "A9993E364706816ABA3E25717850C26C9CD0D89D  a.zip\n");

        assertThatCode(() -> Checksum.check(file)).doesNotThrowAnyException();
    }

    @Test
    void refusesAWrongOne() throws IOException {
        Files.writeString(folder.resolve("a.zip.sha512"), "00");

        assertThatThrownBy(() -> Checksum.check(file))
                .hasMessageContaining("SHA-512 ddaf35")
                .hasMessageContaining("expected: 00");
    }
}
