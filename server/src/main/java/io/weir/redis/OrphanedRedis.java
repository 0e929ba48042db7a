package io.weir.redis;

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
 * A server that outlived its node, where the node was killed and nothing could end the server (see {@link RedisProcess}). The next
 * node of the same data directory ends it, having it write its data to disk, and starts its own. It is known by process id and start
 * time, so that no other process that got the id since is touched.
 */
final class OrphanedRedis {
    private static final Logger log = LoggerFactory.getLogger(OrphanedRedis.class);

    /** The start time is reckoned from the machine's boot, which the clock's corrections move. */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    private static final long PATIENCE_SECONDS = 15;

    private OrphanedRedis() {}

    static void end(Path pidFile) throws IOException {
        Optional<ProcessHandle> orphan = find(pidFile);
        if (orphan.isEmpty()) {
            return;
        }
        log.warn(
                "ending the Redis server (process {}) that a killed node left behind",
                orphan.get().pid());
        orphan.get().destroy();
        try {
            awaitEnd(orphan.get());
        } catch (TimeoutException e) {
            orphan.get().destroyForcibly();
            requireEnd(orphan.get());
        }
    }

    static long startMillis(ProcessHandle process) {
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

    private static void requireEnd(ProcessHandle process) throws IOException {
        try {
            awaitEnd(process);
        } catch (TimeoutException e) {
            throw new IOException(
                    "process " + process.pid() + ", a Redis server of a former start, cannot be ended", e);
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException, TimeoutException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a former Redis server ended", e);
        }
    }
}
