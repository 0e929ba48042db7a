package io.weir.elastic;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An unpacked server, one copy for all nodes of a user; nothing is written into it while it runs. It is either whole or not there.
 *
 * @param home of the server
 */
record ElasticInstallation(Path home) {
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    /**
     * Gives the copy that is there, or fetches and unpacks one.
     *
     * @param folder for copies of all versions
     */
    static ElasticInstallation in(Path folder) throws IOException {
        Path home = folder.resolve("elasticsearch-" + ElasticArtifact.VERSION);
        if (!Files.isDirectory(home)) {
            Path archive = ElasticArtifact.fetch();
            Files.createDirectories(folder);
            UNPACKING.lock();
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(home)) {
                    unpack(archive, home);
                }
            } finally {
                UNPACKING.unlock();
            }
        }
        return new ElasticInstallation(home);
    }

    /** The program that starts the server. */
    List<String> command() {
        return File.separatorChar == '\\'
                ? List.of(
                        "cmd",
                        "/c",
                        home.resolve("bin").resolve("elasticsearch.bat").toString())
                : List.of(home.resolve("bin").resolve("elasticsearch").toString());
    }

    private static void unpack(Path archive, Path home) throws IOException {
        Path part = Files.createTempDirectory(home.getParent(), "unpacking");
        try {
            try (InputStream file = Files.newInputStream(archive);
                    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(file))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    unpack(entry, zip, part);
                }
            }
            Files.move(part.resolve(home.getFileName()), home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    private static void unpack(ZipEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("archive entry: " + entry.getName() + " (expected: a path within the archive)");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            permit(target, "rwxr-xr-x");
            return;
        }
        Path folder = Objects.requireNonNull(target.getParent(), entry.getName());
        Files.createDirectories(folder);
        Files.copy(content, target);
        boolean isProgram = folder.endsWith("bin");
        permit(target, isProgram ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static void permit(Path target, String permissions) throws IOException {
        if (File.separatorChar == '/') {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
