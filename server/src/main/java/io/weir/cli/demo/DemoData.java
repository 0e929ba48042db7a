package io.weir.cli.demo;

import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo keeps its data: a folder that stays, locked against a second demo, or a temporary one that goes with it. One thread.
 */
final class DemoData implements AutoCloseable {
    private final Path folder;
    private final @Nullable FileChannel lock;

    private DemoData(Path folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new folder that is deleted at the end. */
    static DemoData temporary() {
        try {
            return new DemoData(Files.createTempDirectory("weir-demo"), null);
        } catch (IOException e) {
            throw new CommandException("no temporary folder: " + e.getMessage(), e);
        }
    }

    /** This folder, or a temporary one where another demo uses it now. */
    static DemoData lasting(Path folder, CommandContext context) {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(lock)) {
                return new DemoData(folder, lock);
            }
            lock.close();
        } catch (IOException e) {
            throw new CommandException(
                    folder + ": " + e.getMessage() + " (expected: a folder that can be written to)", e);
        }
        context.say("another demo uses " + folder + ": this one keeps its data in a temporary folder");
        return temporary();
    }

    Path folder() {
        return folder;
    }

    /** A folder for the node's configuration, which is all defaults. */
    Path conf() {
        try {
            Path conf = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(conf.resolve("config.xml"), "<weir/>\n");
            return conf;
        } catch (IOException e) {
            throw new CommandException(folder + ": cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (lock == null) {
                deleteAll();
            } else {
                lock.close();
            }
        } catch (IOException e) {
            throw new CommandException(folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private void deleteAll() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
