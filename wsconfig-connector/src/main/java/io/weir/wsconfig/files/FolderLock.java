package io.weir.wsconfig.files;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from changing the same folder at once. The system frees the lock with the process, however it ends; the file goes with
 * the lock. Any thread; two threads of one process keep each other out too.
 */
public final class FolderLock {
    static final String FILE = ".wsconfig.lock";

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Works while it holds the locks of these folders; waits for each up to a minute.
     *
     * @param folders made where they are not there; in the same order by everybody
     * @param nanoTime a clock that only goes forward
     * @throws WsconfigException where another run keeps one, or where one cannot be written to
     */
    public static <T> T holding(List<Path> folders, LongSupplier nanoTime, Supplier<T> work) {
        if (folders.isEmpty()) {
            return work.get();
        }
        FolderLock lock = take(folders.get(0), nanoTime, WAIT);
        try {
            return holding(folders.subList(1, folders.size()), nanoTime, work);
        } finally {
            lock.close();
        }
    }

    static FolderLock take(Path folder, LongSupplier nanoTime, Duration wait) {
        Path file = folder.resolve(FILE);
        long deadline = nanoTime.getAsLong() + wait.toNanos();
        try {
            Files.createDirectories(folder);
            FolderLock lock = tryTake(file);
            while (lock == null) {
                if (nanoTime.getAsLong() - deadline >= 0) {
                    throw new WsconfigException(folder
                            + ": another wsconfig is changing it (expected: one at a time; try again when it is done)");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                lock = tryTake(file);
            }
            return lock;
        } catch (IOException e) {
            throw new WsconfigException(
                    folder + ": " + AtomicFile.reason(e) + " (expected: a folder that this user may write to)", e);
        }
    }

    private static @Nullable FolderLock tryTake(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isTaken = false;
        try {
            // Far behind the content, which a lock on Windows would close for reading.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            // Who held it before removes the file: a lock on a file without a name keeps nobody out.
            isTaken = lock != null && isStillThere(file, channel);
        } catch (OverlappingFileLockException ofThisProcess) {
            isTaken = false;
        } finally {
            if (!isTaken) {
                channel.close();
            }
        }
        return isTaken ? new FolderLock(file, channel) : null;
    }

    /** Marks the locked file and looks whether the mark is seen under its name. */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        String mark = ProcessHandle.current().pid() + " " + System.identityHashCode(channel);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(FileText.bytes(mark)), 0);
        try {
            return FileText.of(Files.readAllBytes(file)).equals(mark);
        } catch (IOException gone) {
            return false;
        }
    }

    void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException leftBehind) {
            // On Windows an open file cannot be removed; a lock file without a lock hinders nobody.
        }
    }
}
