package io.weir.addons.machine;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system that ends by itself. Blocks. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * What came of it.
     *
     * @param output stdout and stderr together, without blanks around
     */
    record Outcome(int exitCode, String output) {

        /** Whether the program was content. */
        public boolean isOk() {
            return exitCode == 0;
        }
    }

    /**
     * Runs it.
     *
     * @throws CommandException where it cannot be started or does not end in time
     */
    Outcome run(List<String> command);

    /** Real processes, each at most this long. */
    static CommandRunner processes(Duration limit) {
        return command -> {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new CommandException(command.get(0) + ": no end after " + limit.toSeconds() + " s");
                }
                return new Outcome(process.exitValue(), output);
            } catch (IOException e) {
                throw new CommandException(command.get(0) + ": cannot be run: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException(command.get(0) + ": interrupted", e);
            }
        };
    }
}
