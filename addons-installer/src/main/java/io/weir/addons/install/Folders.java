package io.weir.addons.install;

import static java.util.Objects.requireNonNull;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole folders: made, given away, moved, removed. Symbolic links are never followed. */
public final class Folders {
    private Folders() {}

    /** Makes a folder with all above it that is missing. */
    public static Path make(Path folder, String permissions) throws IOException {
        Files.createDirectories(folder);
        permit(folder, permissions);
        return folder;
    }

    /** Sets POSIX permissions, where the file system has them, whatever the umask is. */
    public static void permit(Path path, String permissions) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** Makes a user of this machine the owner of a folder and all in it. */
    public static void give(Path folder, String user) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.getFileAttributeView(
                                path, java.nio.file.attribute.FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(owner);
            }
        }
    }

    /** What lies directly in a folder; nothing where it is not there. */
    public static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** Moves what lies in one folder into another on the same disk; folders of one name become one, files are never replaced. */
    static void merge(Path from, Path into) throws IOException {
        for (Path entry : entries(from)) {
            Path target = into.resolve(entry.getFileName());
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(target)) {
                merge(entry, target);
                Files.delete(entry);
            } else {
                Files.move(entry, target);
            }
        }
    }

    /** Copies a folder with all in it, owners and permissions too. Nothing happens where it is not there. */
    static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(requireNonNull(to.getParent()));
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** What the files in a folder hold, in bytes. */
    static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long size = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                size += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
            }
        }
        return size;
    }

    /** Fails where the disk of a folder, which need not be there yet, has no room for so many bytes. */
    static void requireRoom(Path dir, long size) throws IOException {
        Path there = dir;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < size) {
            throw new CommandException("--dir: " + dir + ": " + (free >> 20) + " MB free (expected: "
                    + ((size >> 20) + 1) + " MB or more)");
        }
    }

    /** Removes a file, or a folder with all in it. Nothing happens where it is not there. */
    public static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
