package io.weir.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Puts a new content in the place of a file's, whole or not at all, and keeps the former one beside it with {@code .bak} at the end. */
final class ReplacedFile {
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private ReplacedFile() {}

    /** False also for a file that nobody may write, though root could. */
    static boolean isWritable(Path file) {
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            boolean isProtected = posix != null
                    && posix.readAttributes().permissions().stream().noneMatch(WRITE::contains);
            return !isProtected
                    && Files.isWritable(file)
                    && Files.isWritable(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            return false;
        }
    }

    /** Permissions and owner stay those of the file; where the replacing fails, so does the content. */
    static void write(Path file, byte[] before, byte[] after) throws IOException {
        Path backup = file.resolveSibling(file.getFileName() + ".bak");
        Path part = part(file, after);
        try {
            Files.move(part(file, before), backup, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Made with the file's own permissions: it may hold passwords. */
    private static Path part(Path file, byte[] content) throws IOException {
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            copyAccess(file, part);
            return part;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static void copyAccess(Path from, Path to) throws IOException {
        PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (target != null) {
            PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
            PosixFileAttributes made = target.readAttributes();
            if (!made.owner().equals(attributes.owner())) {
                target.setOwner(attributes.owner());
            }
            if (!made.group().equals(attributes.group())) {
                target.setGroup(attributes.group());
            }
            target.setPermissions(attributes.permissions());
        }
    }
}
