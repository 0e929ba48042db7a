package io.weir.addons.install;

import static java.util.Objects.requireNonNull;

import io.weir.cli.CommandException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A {@code .zip}, {@code .tar.gz} or {@code .tgz} file. Nothing of it is written outside of the folder that it is unpacked into, and
 * links in it are left out. Programs are what lies in a folder {@code bin}, or is marked so. One thread.
 */
public final class Archive {
    private final Path file;

    private Archive(Path file) {
        this.file = file;
    }

    /** Whether a file's name says that it is one. */
    public static boolean isOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".zip") || name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    /** One that is there. */
    public static Archive of(Path file) {
        return new Archive(file);
    }

    /** What to do with an entry that is no folder; returns whether to go on. */
    private interface Visitor {
        boolean visit(String name, boolean isProgram, InputStream content) throws IOException;
    }

    /**
     * Unpacks everything, without the one folder at the top.
     *
     * @param into a folder that is there
     * @param progress is told how many files there are so far
     */
    public void unpack(Path into, IntConsumer progress) throws IOException {
        int[] files = {0};
        walk((name, isProgram, content) -> {
            String below = name.substring(name.indexOf('/') + 1);
            Path target = into.resolve(below).normalize();
            if (!target.startsWith(into) || below.isEmpty()) {
                throw new CommandException(file + ": entry " + name + " (expected: a path below one folder)");
            }
            Path parent = requireNonNull(target.getParent());
            Folders.make(parent, "rwxr-xr-x");
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            boolean isInBin = parent.endsWith("bin");
            Folders.permit(target, isProgram || isInBin ? "rwxr-xr-x" : "rw-r--r--");
            progress.accept(++files[0]);
            return true;
        });
        if (files[0] == 0) {
            throw new CommandException(file + ": holds no files (expected: a whole archive)");
        }
    }

    /** Writes the first file whose name is wanted; false where there is none. */
    public boolean extractFirst(Predicate<String> isWanted, Path target) throws IOException {
        boolean[] found = {false};
        walk((name, isProgram, content) -> {
            if (isWanted.test(name)) {
                Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                found[0] = true;
            }
            return !found[0];
        });
        return found[0];
    }

    private void walk(Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                walkZip(new ZipInputStream(in), visitor);
            } else {
                walkTar(new TarReader(new GZIPInputStream(in, 1 << 16)), visitor);
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new CommandException(
                    file + ": " + e.getMessage() + " (expected: a whole .zip, .tar.gz or .tgz file)", e);
        }
    }

    private static void walkZip(ZipInputStream zip, Visitor visitor) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && !visitor.visit(entry.getName(), false, zip)) {
                return;
            }
        }
    }

    private static void walkTar(TarReader tar, Visitor visitor) throws IOException {
        for (Optional<TarReader.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            TarReader.Entry file = entry.get();
            if (file.isFile() && !visitor.visit(file.name(), file.isProgram(), tar.content())) {
                return;
            }
        }
    }
}
