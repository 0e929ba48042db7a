package io.weir.cli.backup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.catalog.Digests;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup on disk: a zip archive of {@code backup.json} and, below {@code objects/}, the files that {@code weir export} writes. It is
 * readable for its owner alone, because digests of credentials are in it. Written whole or not at all; read only when every checksum fits.
 */
final class BackupFile {
    static final int FORMAT = 1;

    private static final String HEADER = "backup.json";
    private static final String OBJECTS = "objects/";
    private static final long MAX_FILE_BYTES = 256L << 20;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BackupFile() {}

    /** The checksums of everything below a folder, by path. */
    static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                checksums.put(name(folder, file), sha256(Files.readAllBytes(file)));
            }
        }
        return checksums;
    }

    /**
     * Writes one.
     *
     * @param folder with the files that the header names
     */
    static void write(Path target, BackupHeader header, Path folder) throws IOException {
        Path beside = requireNonNull(target.toAbsolutePath().getParent());
        Path part = Files.createTempFile(beside, "." + target.getFileName(), ".part", ownerOnly(beside));
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                put(zip, HEADER, JSON.writeValueAsBytes(header));
                for (String name : header.files().keySet()) {
                    put(zip, OBJECTS + name, Files.readAllBytes(folder.resolve(name)));
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Unpacks one.
     *
     * @param folder empty; gets the files
     * @throws CommandException where it is none, is of a later format, or is not as it was written
     */
    static BackupHeader unpack(Path file, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            BackupHeader header = header(file, zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            Map<String, String> missing = new TreeMap<>(header.files());
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().equals(HEADER)) {
                    unpack(file, zip, entry, missing, folder);
                }
            }
            if (!missing.isEmpty()) {
                throw broken(file, missing.keySet().iterator().next() + " is missing");
            }
            return header;
        } catch (ZipException e) {
            throw broken(file, String.valueOf(e.getMessage()));
        }
    }

    private static BackupHeader header(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(HEADER);
        if (entry == null) {
            throw broken(file, "no " + HEADER);
        }
        try {
            BackupHeader header = JSON.readValue(read(file, zip, entry), BackupHeader.class);
            if (header.format() != FORMAT) {
                throw new CommandException(file + ": format " + header.format() + " (expected: " + FORMAT + "; Weir "
                        + header.weir() + " wrote it, use that or a later one)");
            }
            return header;
        } catch (JsonProcessingException e) {
            throw broken(file, HEADER + ": " + e.getOriginalMessage());
        }
    }

    private static void unpack(Path file, ZipFile zip, ZipEntry entry, Map<String, String> missing, Path folder)
            throws IOException {
        String name = entry.getName().startsWith(OBJECTS) ? entry.getName().substring(OBJECTS.length()) : "";
        Path target = folder.resolve(name).normalize();
        String expected = missing.remove(name);
        if (expected == null || !target.startsWith(folder)) {
            throw broken(file, entry.getName() + " does not belong into it");
        }
        byte[] content = read(file, zip, entry);
        if (!sha256(content).equals(expected)) {
            throw broken(file, entry.getName() + " is not as it was written");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.write(target, content);
    }

    private static byte[] read(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw broken(file, entry.getName() + " has more than " + (MAX_FILE_BYTES >> 20) + " MB");
            }
            return content;
        }
    }

    private static CommandException broken(Path file, String problem) {
        return new CommandException(file + ": " + problem + " (expected: a whole file that weir backup wrote)");
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same cluster gives the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Digests.newSha256().digest(content));
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
