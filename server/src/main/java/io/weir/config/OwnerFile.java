package io.weir.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a secret into a file that only its owner can read, whole or not at all. Any thread. */
public final class OwnerFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private OwnerFile() {}

    /** Writes the text, and a line end behind it; the folder is made where it is missing. */
    public static void write(Path directory, String name, String text) throws IOException {
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, "." + name, ".part", attributes(directory));
        try {
            Files.write(part, (text + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
            Files.move(
                    part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Elsewhere than on POSIX file systems the folder's own access rules hold. */
    private static FileAttribute<?>[] attributes(Path directory) throws IOException {
        boolean isPosix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
