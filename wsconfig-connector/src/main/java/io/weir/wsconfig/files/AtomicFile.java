package io.weir.wsconfig.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file replaced whole: a reader, and a crash, see the former content or the new one. Through a symbolic link its target is meant. */
final class AtomicFile {
    private static final String PREFIX = ".wsconfig-";
    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** @param content as {@link FileText}; null: the file shall not be there */
    static void put(Path path, @Nullable String content, Rights rights) throws IOException {
        if (content == null) {
            Files.deleteIfExists(path);
            return;
        }
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), PREFIX, SUFFIX, ownerOnly(target));
        try {
            write(part, FileText.bytes(content));
            giveRights(part, target, rights);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Those of a file that is there; those of a new protected one where there is none, or where the file system knows of none. */
    static Rights rightsOf(Path path) {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null || !Files.exists(path)) {
            return Rights.PROTECTED;
        }
        try {
            return Rights.former(view.readAttributes().permissions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong, without the path that the caller names anyway. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException problem && problem.getReason() != null
                ? problem.getReason()
                : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static void write(Path part, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** A temporary file may hold a secret, so it starts closed. */
    private static FileAttribute<?>[] ownerOnly(Path target) {
        boolean isPosix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> owner = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        return isPosix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)} : new FileAttribute<?>[0];
    }

    private static void giveRights(Path part, Path target, Rights rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (!Files.exists(target)) {
            view.setPermissions(rights.set());
            return;
        }
        PosixFileAttributes former = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributes own = view.readAttributes();
        if (!former.owner().equals(own.owner())) {
            view.setOwner(former.owner());
        }
        if (!former.group().equals(own.group())) {
            view.setGroup(former.group());
        }
        view.setPermissions(rights.isForced() ? rights.set() : former.permissions());
    }
}
