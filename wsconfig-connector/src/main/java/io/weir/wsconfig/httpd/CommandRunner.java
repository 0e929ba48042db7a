package io.weir.wsconfig.httpd;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the web server to its end. Blocking. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * What came of it.
     *
     * @param output stdout and stderr together
     */
    record Outcome(int exitCode, String output) {

        /** Whether the program was content. */
        public boolean isOk() {
            return exitCode == 0;
        }
    }

    /**
     * Runs the program.
     *
     * @param environment added to that of this process
     * @throws IOException where it cannot be started or does not end in time
     */
    Outcome run(List<String> command, Map<String, String> environment) throws IOException;

    /** Real processes, each at most this long. */
    static CommandRunner processes(Duration limit) {
        return (command, environment) -> {
            // A file, not a pipe: a web server that goes into the background would keep the pipe open.
            Path output = Files.createTempFile("wsconfig", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(nothing()));
                builder.environment().putAll(environment);
                return new Outcome(exitCode(builder.start(), command, limit), text(output));
            } finally {
                Files.deleteIfExists(output);
            }
        };
    }

    private static File nothing() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static int exitCode(Process process, List<String> command, Duration limit) throws IOException {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException(command.get(0) + " did not end within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command.get(0) + " was interrupted", e);
        }
    }

    private static String text(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    }
}
