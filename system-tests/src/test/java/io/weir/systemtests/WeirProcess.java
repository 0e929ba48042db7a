package io.weir.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One run of the launcher, as a user runs it in a shell; what it prints goes to files. */
final class WeirProcess implements AutoCloseable {
    /** The checkout that is tested. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private WeirProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param script the launcher, as it is called
     * @param folder the working directory; it gets the files of what is printed
     */
    static WeirProcess start(Path script, Path folder, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "weir", ".out");
        Path err = Files.createTempFile(folder, "weir", ".err");
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
        return new WeirProcess(builder.start(), out, err);
    }

    /** Runs a command of the checkout to its end. */
    static WeirProcess run(Path folder, String... arguments) throws Exception {
        return run(ROOT.resolve("weir"), folder, arguments);
    }

    /** Runs a command to its end. */
    static WeirProcess run(Path script, Path folder, String... arguments) throws Exception {
        WeirProcess run = start(script, folder, arguments);
        run.awaitEnd(Duration.ofSeconds(PATIENCE_SECONDS));
        return run;
    }

    /** Waits until it says something on stderr. */
    void awaitSaid(String text) {
        Awaitility.await("weir says: " + text)
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(50))
                .failFast("it has ended", () -> !process.isAlive())
                .until(() -> err().contains(text));
    }

    /** Waits for its end and gives the exit code. */
    int awaitEnd(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end within " + patience + ": " + err());
        }
        return code();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int code() {
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** The lines on stderr. */
    List<String> errors() throws IOException {
        return err().lines().toList();
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
