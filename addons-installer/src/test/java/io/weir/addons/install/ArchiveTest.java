package io.weir.addons.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String LONG_NAME = "top/" + "n".repeat(120) + "/file";

    @TempDir
    Path base;

    @Test
    void unpacksATarWithoutItsTopFolder() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "top/", '5', 0755, "");
        entry(tar, "top/bin/program", '0', 0644, "program");
        entry(tar, "top/tool", '0', 0755, "tool");
        entry(tar, "././@LongLink", 'L', 0644, LONG_NAME + "\0");
        entry(tar, LONG_NAME.substring(0, 100), '0', 0644, "gnu");
        entry(tar, "pax", 'x', 0644, "17 path=top/pax\u00e4\n");
        entry(tar, "top/cut", '0', 0644, "pax");
        entry(tar, "top/link", '2', 0777, "");
        Path into = unpack(tar);

        assertThat(into.resolve("bin/program")).hasContent("program").isExecutable();
        assertThat(into.resolve("tool")).isExecutable();
        assertThat(into.resolve("n".repeat(120) + "/file")).hasContent("gnu");
        assertThat(into.resolve("pax\u00e4")).hasContent("pax");
        assertThat(into.resolve("link")).doesNotExist();
    }

    @Test
    void unpacksAZip() throws IOException {
        Path file = base.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("top/bin/program"));
            zip.write("program".getBytes(StandardCharsets.UTF_8));
        }
        Path into = Files.createDirectory(base.resolve("into"));

        Archive.of(file).unpack(into, count -> assertThat(count).isEqualTo(1));

        assertThat(into.resolve("bin/program")).hasContent("program").isExecutable();
    }

    @Test
    void writesNothingOutsideOfItsFolder() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "top/../../evil", '0', 0644, "x");

        assertThatThrownBy(() -> unpack(tar))
                .hasMessageContaining("top/../../evil (expected: a path below one folder)");
        assertThat(base.resolve("evil")).doesNotExist();
    }

    @Test
    void refusesABrokenOne() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "top/file", '0', 0644, "content");
        byte[] broken = tar.toByteArray();
        broken[3] = 'X';
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        other.write(broken);

        assertThatThrownBy(() -> unpack(other)).hasMessageContaining("a broken entry in the archive");
    }

    @Test
    void refusesOneThatEndsInTheMiddle() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "top/file", '0', 0644, "content");
        Path whole = archive(tar);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> Archive.of(whole).unpack(Files.createDirectory(base.resolve("into")), count -> {}))
                .hasMessageContaining("(expected: a whole .zip, .tar.gz or .tgz file)");
    }

    private Path unpack(ByteArrayOutputStream tar) throws IOException {
        Path into = Files.createDirectory(base.resolve("into"));
        Archive.of(archive(tar)).unpack(into, count -> {});
        return into;
    }

    private Path archive(ByteArrayOutputStream tar) throws IOException {
        tar.write(new byte[1024]);
        Path file = base.resolve("a.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar.toByteArray());
        }
        return file;
    }

    private static void entry(OutputStream tar, String name, char type, int mode, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, String.format("%07o", mode));
        put(header, 124, String.format("%011o", bytes.length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0");
        tar.write(header);
        tar.write(bytes);
        tar.write(new byte[(512 - bytes.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
