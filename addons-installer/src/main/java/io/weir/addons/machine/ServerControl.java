package io.weir.addons.machine;

import io.weir.cli.CommandException;
import io.weir.time.Ticker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops servers that outlive this process, in a session of their own and with a pid file. Blocks; one thread. Failures are
 * {@link CommandException}s.
 */
public final class ServerControl {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration MAX_START = Duration.ofMinutes(2);
    private static final Duration MAX_STOP = Duration.ofMinutes(1);
    private static final int LAST_LOG_LINES = 5;
    private static final int LAST_LOG_BYTES = 8192;

    private final Machine machine;
    private final ServiceUsers users;
    private final Ticker ticker;
    private final ServerProcess processes;

    public ServerControl(Machine machine, ServiceUsers users, Ticker ticker) {
        this.machine = machine;
        this.users = users;
        this.ticker = ticker;
        this.processes = new ServerProcess(machine);
    }

    /** The server's process, where it runs. */
    public Optional<ProcessHandle> find(Server server) {
        return processes.find(server);
    }

    /**
     * Starts the server unless it runs, and waits until it works.
     *
     * @return whether it had to be started
     * @throws CommandException where a port is taken or it does not come up; then it does not run
     */
    public boolean start(Server server) {
        Optional<ProcessHandle> running = find(server);
        if (running.isPresent()) {
            awaitReady(server, null);
            return false;
        }
        server.listens().forEach(Ports::requireFree);
        Process started = launch(server);
        try {
            awaitReady(server, started);
            return true;
        } catch (CommandException e) {
            stop(server);
            started.destroyForcibly();
            throw e;
        }
    }

    /**
     * Has the server write what it holds to disk and end.
     *
     * @return whether it ran
     */
    public boolean stop(Server server) {
        Optional<ProcessHandle> running = find(server);
        if (running.isEmpty()) {
            return false;
        }
        ProcessHandle process = running.get();
        if (!process.destroy()) {
            throw new CommandException(server.title() + ": process " + process.pid() + " of user " + server.user()
                    + " may not be ended by " + machine.user() + " (expected: a call by that user or by root)");
        }
        if (!awaitEnd(process)) {
            process.destroyForcibly();
            if (!awaitEnd(process)) {
                throw new CommandException(server.title() + ": process " + process.pid() + " cannot be ended");
            }
        }
        return true;
    }

    private Process launch(Server server) {
        List<String> command = new ArrayList<>();
        if (machine.program("setsid").isPresent()) {
            command.add("setsid");
        }
        command.addAll(users.as(server.user()));
        command.addAll(server.command());
        try {
            Files.deleteIfExists(server.pidFile());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(server.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File(machine.isWindows() ? "NUL" : "/dev/null"))
                    .redirectOutput(server.console().toFile());
            builder.environment().putAll(server.environment());
            return builder.start();
        } catch (IOException e) {
            throw new CommandException(server.title() + ": cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(Server server, @Nullable Process started) {
        long begin = ticker.nanos();
        while (true) {
            Optional<String> obstacle = server.readiness().obstacle();
            if (obstacle.isEmpty() && find(server).isPresent()) {
                return;
            }
            if (started != null && hasEnded(started) && find(server).isEmpty()) {
                throw new CommandException(server.title() + ": ended with status " + started.exitValue() + ": "
                        + lastLines(server) + " (expected: a server that goes on; its log is " + server.log() + ")");
            }
            String reason = obstacle.orElse("it works, but " + server.pidFile() + " names no process of it");
            boolean isBusy = reason.startsWith(Server.Readiness.BUSY);
            if (!isBusy && ticker.nanos() - begin > MAX_START.toNanos()) {
                throw new CommandException(server.title() + ": does not work after " + MAX_START.toSeconds() + " s: "
                        + reason + " (its log is " + server.log() + ")");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while a server started", e);
        }
    }

    private boolean awaitEnd(ProcessHandle process) {
        long begin = ticker.nanos();
        while (processes.lives(process)) {
            if (ticker.nanos() - begin > MAX_STOP.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    /** What the server said last, in one line: on its console where it has written nothing into its log since it was launched. */
    private static String lastLines(Server server) {
        boolean isLogOfFormerRun =
                server.log().toFile().lastModified() < server.console().toFile().lastModified();
        String console = tail(server.console());
        String log = tail(server.log());
        return log.isEmpty() || (isLogOfFormerRun && !console.isEmpty()) ? console : log;
    }

    private static String tail(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            int from = Math.max(0, all.length - LAST_LOG_BYTES);
            List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
