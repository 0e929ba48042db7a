package io.weir.redis;

import io.weir.process.ChildGuard;
import io.weir.process.OrphanedProcess;
import io.weir.process.SearchPath;
import io.weir.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One run of an embedded server. It has a session of its own where {@code setsid} is there, so that Ctrl-C reaches the node alone,
 * which needs the server to the end. Where there is a POSIX shell, a guard process waits for this node's end and then ends the
 * server; without one, {@link OrphanedProcess} has to. One thread.
 */
final class RedisProcess {
    private static final Logger log = LoggerFactory.getLogger(RedisProcess.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_START = Duration.ofSeconds(30);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 10;

    private final Process server;
    private final Optional<ChildGuard> guard;
    private final EmbeddedRedisFiles files;

    private RedisProcess(Process server, Optional<ChildGuard> guard, EmbeddedRedisFiles files) {
        this.server = server;
        this.guard = guard;
        this.files = files;
    }

    static RedisProcess start(RedisBinary binary, EmbeddedRedisFiles files, SearchPath searchPath) throws IOException {
        List<String> command = new ArrayList<>();
        if (searchPath.has("setsid")) {
            command.add("setsid");
        }
        command.add(binary.executable().toString());
        command.add(files.configFile().toString());
        Process server = new ProcessBuilder(command)
                .directory(files.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        files.writePid(server.toHandle());
        return new RedisProcess(server, ChildGuard.over(server, searchPath), files);
    }

    /** Waits until the server has loaded its data, however long that takes while it says that it does. */
    void awaitReady(RedisConnections connections, Ticker ticker) throws IOException {
        long start = ticker.nanos();
        long lastProgress = start;
        while (true) {
            String obstacle = obstacle(connections);
            if (obstacle == null) {
                return;
            }
            long now = ticker.nanos();
            boolean isLoading = obstacle.startsWith("LOADING");
            if (!isLoading && now - start > MAX_START.toNanos()) {
                throw new IOException("Redis does not answer after " + MAX_START.toSeconds() + " s: " + obstacle);
            }
            if (isLoading && now - lastProgress > PROGRESS.toNanos()) {
                log.info("the data store is loading its data");
                lastProgress = now;
            }
            requireAliveFor(POLL);
        }
    }

    private static @Nullable String obstacle(RedisConnections connections) {
        try (Connection connection = connections.open(ANSWER_TIMEOUT)) {
            return connection.ping() ? null : "no PONG";
        } catch (JedisDataException e) {
            return e.getMessage();
        } catch (JedisException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void requireAliveFor(Duration time) throws IOException {
        try {
            if (server.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "Redis ended at once with status " + server.exitValue() + ": " + files.lastLogLines());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Redis started", e);
        }
    }

    /** Waits until the server ends by itself; the exit status. */
    int awaitEnd() throws InterruptedException {
        int status = server.waitFor();
        guard.ifPresent(ChildGuard::release);
        return status;
    }

    /** Ends the server; SIGTERM has it write its append-only file to disk first. */
    void stop() {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Redis does not end within {} s and is killed", STOP_SECONDS);
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
        guard.ifPresent(ChildGuard::release);
    }
}
