package io.weir.addons.install;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder that an installation is made in before it takes its place in one step: beside the place where that is not there yet, within
 * it where it is (a mount, or what a former installation kept). Closed before {@link #commit}, it leaves nothing; what a killed
 * installation left, the next one clears. One thread.
 */
public final class Stage implements AutoCloseable {
    /** Data of a server lies in folders of this name and outlives everything else. */
    static final String DATA = "data";

    private static final String OWNER = ".owner";
    private static final String WITHIN = ".weir-installing";

    private final Path dir;
    private final Path folder;
    private final List<Path> madeParents;
    private boolean isCommitted;

    private Stage(Path dir, Path folder, List<Path> madeParents) {
        this.dir = dir;
        this.folder = folder;
        this.madeParents = madeParents;
    }

    /**
     * Opens one.
     *
     * @param dir where it shall be in the end
     * @throws CommandException where something else lies there or another installation is under way
     */
    public static Stage open(Path dir) throws IOException {
        Path parent = dir.getParent();
        if (parent == null) {
            throw CommandException.usage("--dir: " + dir + " (expected: a folder below the root)");
        }
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw CommandException.usage("--dir: " + dir + " is a file (expected: a folder, or none yet)");
        }
        List<Path> missing = missing(parent);
        Path folder =
                Files.isDirectory(dir) ? dir.resolve(WITHIN) : dir.resolveSibling("." + dir.getFileName() + WITHIN);
        clearLeftovers(dir, folder);
        requireNothingElse(dir);
        Files.createDirectories(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw underWay(dir, e);
        }
        Files.writeString(folder.resolve(OWNER), owner(ProcessHandle.current()));
        Folders.permit(folder, "rwxr-xr-x");
        return new Stage(dir, folder, missing);
    }

    /** Where to put everything. */
    public Path folder() {
        return folder;
    }

    /** Puts everything in its place; {@code addon.json}, which makes it an installation, at the end. */
    public void commit() throws IOException {
        Files.delete(folder.resolve(OWNER));
        if (!Files.exists(dir)) {
            Files.move(folder, dir, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Path marker = Files.move(
                    folder.resolve(InstallationFile.NAME),
                    dir.resolve(WITHIN + ".json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Folders.merge(folder, dir);
            Files.move(marker, dir.resolve(InstallationFile.NAME), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder);
        }
        isCommitted = true;
    }

    @Override
    public void close() throws IOException {
        if (isCommitted) {
            return;
        }
        if (Files.isDirectory(dir)) {
            Files.deleteIfExists(dir.resolve(WITHIN + ".json"));
            removeAllButData(dir);
        }
        Folders.remove(folder);
        for (Path made : madeParents) {
            removeIfEmpty(made);
        }
    }

    /** Whether a former installation left data there. */
    static boolean holdsData(Path dir) throws IOException {
        for (Path entry : Folders.entries(dir)) {
            if (entry.getFileName().toString().equals(DATA) || isMemberWithData(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Takes away what installations are made of, and leaves data and everything else. */
    static void removeAllButData(Path dir) throws IOException {
        for (Path entry : Folders.entries(dir)) {
            String name = entry.getFileName().toString();
            if (name.equals(DATA)) {
                continue;
            }
            boolean isMember = name.matches("\\d{1,3}");
            if (isMember) {
                removeAllButData(entry);
                removeIfEmpty(entry);
            } else if (Addon.PARTS.contains(name)) {
                Folders.remove(entry);
            }
        }
        removeIfEmpty(dir.resolve(DATA));
    }

    static void removeIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && Folders.entries(folder).isEmpty()) {
            Files.delete(folder);
        }
    }

    private static void clearLeftovers(Path dir, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            if (isOwnedByALivingProcess(folder)) {
                throw underWay(dir, null);
            }
            Folders.remove(folder);
            Files.deleteIfExists(dir.resolve(WITHIN + ".json"));
            if (Files.isDirectory(dir) && InstallationFile.in(dir).isEmpty()) {
                removeAllButData(dir);
            }
        }
    }

    private static CommandException underWay(Path dir, @Nullable Exception cause) {
        String message = "--dir: " + dir + ": another installation into it is under way (expected: one at a time)";
        return cause == null ? new CommandException(message) : new CommandException(message, cause);
    }

    private static void requireNothingElse(Path dir) throws IOException {
        for (Path entry : Folders.entries(dir)) {
            String name = entry.getFileName().toString();
            boolean isKept = name.equals(DATA) || name.equals("lost+found") || isMemberWithData(entry);
            if (!isKept) {
                throw new CommandException("--dir: " + dir + " holds " + name
                        + " (expected: a folder that is new, empty, or holds the data of a former installation alone)");
            }
        }
    }

    private static boolean isMemberWithData(Path entry) throws IOException {
        return entry.getFileName().toString().matches("\\d{1,3}")
                && Folders.entries(entry).stream()
                        .allMatch(inside -> inside.getFileName().toString().equals(DATA));
    }

    /** Folders that will have to be made, the innermost first. */
    static List<Path> missing(@Nullable Path parent) {
        List<Path> missing = new ArrayList<>();
        for (Path path = parent; path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static String owner(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static boolean isOwnedByALivingProcess(Path folder) {
        try {
            String owner = Files.readString(folder.resolve(OWNER));
            return ProcessHandle.of(Long.parseLong(owner.substring(0, owner.indexOf(' '))))
                    .filter(process -> owner(process).equals(owner))
                    .isPresent();
        } catch (IOException | RuntimeException e) {
            // Killed before it could sign.
            return false;
        }
    }
}
