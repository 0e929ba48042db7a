package io.weir.wsconfig.files;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of several files that happen together: first all are put down here, then {@link #apply} makes them, and {@link #undo} takes them
 * back. What would leave a file as it is, is no change. One thread.
 */
public final class FileChanges {
    private final Map<Path, Change> changes = new LinkedHashMap<>();
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Path> madeFolders = new ArrayDeque<>();

    /** A file before and after; the contents as {@link FileText}, null: no such file. */
    private record Change(
            Path path,
            @Nullable String before,
            Rights rightsBefore,
            @Nullable String after,
            Rights rights) {}

    /** The file shall hold this. A file that is there keeps its owner and rights, a new one is readable for all. */
    public void write(Path path, byte[] content) {
        put(path, FileText.of(content), Rights.READABLE);
    }

    /** The file shall hold this and be readable for its owner and group alone, a former file too. */
    public void writeProtected(Path path, byte[] content) {
        put(path, FileText.of(content), Rights.PROTECTED);
    }

    /** The file shall not be there. */
    public void delete(Path path) {
        put(path, null, Rights.READABLE);
    }

    /** What the file will hold: the change put down for it, else what it holds now; empty where there is none. */
    public Optional<byte[]> content(Path path) {
        Change change = changes.get(path);
        return Optional.ofNullable(change == null ? read(path) : change.after()).map(FileText::bytes);
    }

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return changes.values().stream().noneMatch(FileChanges::isReal);
    }

    /** The files that will be made, changed or removed, in the order in which that happens. */
    public List<String> describe() {
        return changes.values().stream()
                .filter(FileChanges::isReal)
                .map(change -> (change.before() == null ? "make " : change.after() == null ? "remove " : "change ")
                        + change.path())
                .toList();
    }

    /**
     * Makes the changes, each file atomically.
     *
     * @throws WsconfigException where one of them failed; then all of them have been taken back
     */
    public void apply() {
        for (Change change : changes.values()) {
            if (!isReal(change)) {
                continue;
            }
            try {
                makeFolder(change.path().toAbsolutePath().getParent());
                done.push(change);
                AtomicFile.put(change.path(), change.after(), change.rights());
            } catch (IOException e) {
                undo();
                throw new WsconfigException(change.path() + ": cannot be changed: " + AtomicFile.reason(e), e);
            }
        }
    }

    /**
     * Takes back what {@link #apply} did, in reverse.
     *
     * @throws WsconfigException where a file could not be put back; the others are
     */
    public void undo() {
        StringBuilder failed = new StringBuilder();
        while (!done.isEmpty()) {
            Change change = done.pop();
            try {
                AtomicFile.put(change.path(), change.before(), change.rightsBefore());
            } catch (IOException e) {
                failed.append(change.path())
                        .append(": cannot be put back: ")
                        .append(AtomicFile.reason(e))
                        .append('\n');
            }
        }
        while (!madeFolders.isEmpty()) {
            try {
                Files.deleteIfExists(madeFolders.pop());
            } catch (IOException stillUsed) {
                // Somebody else has put something into it: it is theirs now.
            }
        }
        if (!failed.isEmpty()) {
            throw new WsconfigException(failed.toString().strip());
        }
    }

    private void put(Path path, @Nullable String content, Rights rights) {
        Change former = changes.get(path);
        String before = former == null ? read(path) : former.before();
        Rights rightsBefore = former == null ? AtomicFile.rightsOf(path) : former.rightsBefore();
        changes.put(path, new Change(path, before, rightsBefore, content, rights));
    }

    private static boolean isReal(Change change) {
        boolean isOpenedOrClosed = change.before() != null
                && change.after() != null
                && change.rights().isForced()
                && !change.rights().permissions().equals(change.rightsBefore().permissions());
        return !Objects.equals(change.before(), change.after()) || isOpenedOrClosed;
    }

    private void makeFolder(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        makeFolder(folder.getParent());
        Files.createDirectory(folder);
        madeFolders.push(folder);
    }

    private static @Nullable String read(Path path) {
        try {
            return FileText.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new WsconfigException(path + ": cannot be read: " + AtomicFile.reason(e), e);
        }
    }
}
