package io.weir.addons.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the process that a server's pid file names, and never another one that has its number now: that one began after the file was
 * written, or belongs to somebody else. Any thread.
 */
final class ServerProcess {
    /** Start times are told in whole ticks since a boot time in whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Machine machine;

    ServerProcess(Machine machine) {
        this.machine = machine;
    }

    /** The living process; empty where the server does not run. */
    Optional<ProcessHandle> find(Server server) {
        return read(server.pidFile())
                .flatMap(ProcessHandle::of)
                .filter(process -> isOf(process, server.user()))
                .filter(process -> beganBefore(process, server.pidFile()))
                .filter(this::lives);
    }

    /** An ended process whose parent has not asked for its end is still listed. */
    boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(machine.proc().resolve(process.pid() + "/stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException notLinux) {
            return process.isAlive();
        }
    }

    private static Optional<Long> read(Path pidFile) {
        try {
            String text = Files.readString(pidFile).strip();
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(ProcessHandle process, String user) {
        return process.info()
                .user()
                // With its domain before it on Windows.
                .map(owner -> owner.substring(owner.lastIndexOf('\\') + 1))
                .filter(user::equals)
                .isPresent();
    }

    private static boolean beganBefore(ProcessHandle process, Path pidFile) {
        try {
            Instant written = Files.getLastModifiedTime(pidFile).toInstant();
            return process.info()
                    .startInstant()
                    .filter(began -> began.isBefore(written.plus(TOLERANCE)))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
