package io.weir.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child that outlived its node, where the node was killed and nothing could end the child (see {@link ChildGuard}). The next node of
 * the same data directory ends it, having it write its data to disk, and starts its own. It is known by process id and start time, so
 * that no other process that got the id since is touched. Blocks; any thread.
 */
public final class OrphanedProcess {
    private static final Logger log = LoggerFactory.getLogger(OrphanedProcess.class);

    /** The start time is reckoned from the machine's boot, which the clock's corrections move. */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    private static final long PATIENCE_SECONDS = 15;

    private OrphanedProcess() {}

    /**
     * Ends the process that a file of {@link #line} names, if it still runs.
     *
     * @param what it is, for messages
     */
    public static void end(Path pidFile, String what) throws IOException {
        Optional<ProcessHandle> orphan = find(pidFile);
        if (orphan.isEmpty()) {
            return;
        }
        log.warn(
                "ending {} (process {}) that a killed node left behind",
                what,
                orphan.get().pid());
        orphan.get().destroy();
        try {
            awaitEnd(orphan.get());
        } catch (TimeoutException e) {
            orphan.get().destroyForcibly();
            requireEnd(orphan.get(), what);
        }
    }

    /** What a file says of a process so that {@link #end} knows it again. */
    public static String line(ProcessHandle process) {
        return process.pid() + " " + startMillis(process) + "\n";
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static Optional<ProcessHandle> find(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String[] kept = Files.readString(pidFile).strip().split(" ");
        if (kept.length != 2 || !kept[0].matches("\\d{1,18}") || !kept[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long start = Long.parseLong(kept[1]);
        return ProcessHandle.of(Long.parseLong(kept[0]))
                .filter(process -> Math.abs(startMillis(process) - start) <= START_TOLERANCE_MILLIS);
    }

    private static void requireEnd(ProcessHandle process, String what) throws IOException {
        try {
            awaitEnd(process);
        } catch (TimeoutException e) {
            throw new IOException("process " + process.pid() + ", " + what + " of a former start, cannot be ended", e);
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException, TimeoutException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process of a former start ended", e);
        }
    }
}
