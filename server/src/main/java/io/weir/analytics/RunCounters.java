package io.weir.analytics;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records one process run has issued, and up to which all of them are settled: acknowledged, on disk, or counted as lost. They
 * lie in a mapped page of a file, so that they outlive a kill of the process (docs/adr/0018). Any thread.
 */
final class RunCounters {
    static final String PREFIX = "run-";
    static final String SUFFIX = ".counters";

    private static final Logger log = LoggerFactory.getLogger(RunCounters.class);
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int BYTES = 4096;
    private static final int MAGIC_AT = 0;
    /** In cache lines of their own: event loops write the one, the indexer the other. */
    private static final int ISSUED_AT = 128;

    private static final int SETTLED_AT = 256;
    private static final long MAGIC = 0x5745_4952_5255_4e31L;

    private final ByteBuffer page;
    private final String run;
    private final @Nullable Path file;

    private RunCounters(String run, @Nullable Path file, ByteBuffer page) {
        this.run = run;
        this.file = file;
        this.page = page;
    }

    /** New counters in a file of their own; in memory alone where it can't be made, with a warning. */
    static RunCounters create(Path folder, String run) {
        Path file = folder.resolve(PREFIX + run + SUFFIX);
        try {
            return new RunCounters(run, file, map(file));
        } catch (IOException e) {
            discard(file);
            log.warn(
                    "{}: cannot be made: {}; what a kill of this process would lose will not be known",
                    file,
                    e.toString());
            return new RunCounters(run, null, ByteBuffer.allocateDirect(BYTES));
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("{}: cannot be removed: {}", file, e.toString());
        }
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE)) {
            ByteBuffer content = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
            content.putLong(MAGIC_AT, MAGIC);
            // Written out, so that the page never meets a full disk.
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
        }
    }

    /** What another run left. */
    record Left(String run, Path file, long issued, long settled) {

        /** Reads a file; null where it is none of ours, or cut off before its run issued anything. */
        static @Nullable Left read(Path file) throws IOException {
            String name = file.getFileName().toString();
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
            if (content.limit() < BYTES || content.getLong(MAGIC_AT) != MAGIC) {
                return null;
            }
            String run = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            return new Left(run, file, content.getLong(ISSUED_AT), content.getLong(SETTLED_AT));
        }

        boolean isWhole() {
            return settled >= issued;
        }
    }

    /** The id of the run. */
    String run() {
        return run;
    }

    long issued() {
        return (long) LONGS.getVolatile(page, ISSUED_AT);
    }

    /** Issues the next record; false where another thread was faster than {@code issued}. */
    boolean issue(long issued) {
        return LONGS.compareAndSet(page, ISSUED_AT, issued, issued + 1);
    }

    long settled() {
        return (long) LONGS.getVolatile(page, SETTLED_AT);
    }

    /** All records up to this one are settled. */
    void settle(long sequence) {
        LONGS.setVolatile(page, SETTLED_AT, sequence);
    }

    /** Nothing more will be issued; the file goes where nothing is open. */
    void close() {
        if (file != null && settled() == issued()) {
            discard(file);
        }
    }
}
