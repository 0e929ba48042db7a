package io.weir.cli.demo;

import io.weir.cli.CommandException;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The password of user {@code admin} as the node wrote it. The node makes that user a moment after it is ready, so this waits for the
 * file; the command's own thread has nothing else to do meanwhile.
 */
record FirstPassword(Path data, Ticker ticker, Duration patience) {
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    /** Nothing where no file came: somebody has deleted it, and knows the password. */
    Optional<String> find() {
        Path file = data.resolve("initial-admin-password");
        long deadline = ticker.nanos() + patience.toNanos();
        while (!Files.exists(file) && ticker.nanos() - deadline < 0) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).trim()) : Optional.empty();
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
