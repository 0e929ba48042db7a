package io.weir.wsconfig.httpd;

import io.weir.wsconfig.httpd.CommandRunner.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one web server: test the configuration, reload it gracefully. It remembers where the web server keeps its process id.
 * Blocking; one thread at a time.
 */
public final class HttpdControl {
    private static final Pattern PID_FILE = Pattern.compile("(?m)^PidFile: \"(.*)\"\\s*$");
    private static final List<String> DEBIAN_SCRIPTS = List.of("/usr/sbin/apachectl", "/usr/sbin/apache2ctl");
    /** Debian's configuration does not parse without the variables of this file. */
    private static final String ENVVARS = "envvars";

    private static final String SOURCE_AND_RUN = ". \"$1\" && shift && exec \"$@\"";

    private final List<String> test;
    private final List<String> describe;
    private final List<String> reload;
    private final List<String> start;
    private final boolean maySignal;
    private final Map<String, String> environment;
    private final CommandRunner runner;
    private @Nullable Path pidFile;

    private HttpdControl(
            List<String> test,
            List<String> describe,
            List<String> reload,
            List<String> start,
            boolean maySignal,
            Map<String, String> environment,
            CommandRunner runner) {
        this.test = List.copyOf(test);
        this.describe = List.copyOf(describe);
        this.reload = List.copyOf(reload);
        this.start = List.copyOf(start);
        this.maySignal = maySignal;
        this.environment = Map.copyOf(environment);
        this.runner = runner;
    }

    /**
     * How to reach the web server's commands; the first three are empty unless the user gave them.
     *
     * @param bin the web server's program
     * @param script its control script, which knows {@code configtest} and {@code graceful}
     * @param service the service to reload: of systemd, or of Windows
     * @param path of the environment: where programs are looked for
     */
    public record Options(
            Optional<Path> bin, Optional<Path> script, Optional<String> service, String path, boolean isWindows) {}

    /** The commands for this configuration; empty where no program was given and none is found. */
    public static Optional<HttpdControl> find(HttpdConfig config, Options options, CommandRunner runner) {
        Path mainFile = config.mainFile();
        Path folder = mainFile.toAbsolutePath().resolveSibling("");
        boolean isDebian = Files.isRegularFile(folder.resolve(ENVVARS)) && !options.isWindows();
        Optional<Path> script = options.script()
                .or(() -> isDebian && options.bin().isEmpty() ? firstFile(DEBIAN_SCRIPTS.stream()) : Optional.empty());
        Optional<Path> bin = options.bin().or(() -> script.isPresent() ? Optional.empty() : program(config, options));
        if (script.isEmpty() && bin.isEmpty()) {
            return Optional.empty();
        }
        List<String> program = bin.map(file -> program(file, mainFile, isDebian))
                .orElseGet(() -> List.of(script.orElseThrow().toString()));
        List<String> describe = join(program, "-t", "-D", "DUMP_RUN_CFG");
        // One call that tests and tells is half the time of two; a script that a user named may know configtest alone.
        boolean isOwnScript = bin.isEmpty() && options.script().isPresent();
        List<String> test = isOwnScript ? join(program, "configtest") : describe;
        List<String> reload = reload(options, script, program);
        List<String> start = start(options, script, program);
        boolean maySignal = !options.isWindows()
                && options.script().isEmpty()
                && options.service().isEmpty();
        Map<String, String> environment = isDebian ? Map.of("APACHE_CONFDIR", folder.toString()) : Map.of();
        return Optional.of(new HttpdControl(test, describe, reload, start, maySignal, environment, runner));
    }

    /** Tests the configuration as it lies on disk. */
    public Outcome test() throws IOException {
        Outcome outcome = runner.run(test, environment);
        learn(outcome);
        return outcome;
    }

    /** Lets the web server read its configuration again; requests in flight finish. */
    public Outcome reload(Running running) throws IOException {
        return runner.run(reload(running.process()), environment);
    }

    /** How it is reloaded, for messages. */
    public String reloadCommand(Running running) {
        return String.join(" ", reload(running.process()));
    }

    /**
     * What its own commands do in the end, at a tenth of their time: each of them parses the whole configuration first, and a node that
     * quiesces waits two seconds for this. A script or a service that a user named is called.
     */
    private List<String> reload(Optional<ProcessHandle> process) {
        return process.filter(known -> maySignal && isWebServer(known))
                .map(known -> List.of("/bin/kill", "-USR1", String.valueOf(known.pid())))
                .orElse(reload);
    }

    /** The file with the process id may be an old one, and that process somebody else, whom the signal would end. */
    private static boolean isWebServer(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .filter(name -> name.startsWith("httpd") || name.startsWith("apache2"))
                .isPresent();
    }

    /** Starts a web server that has ended. */
    public Outcome start() throws IOException {
        return runner.run(start, environment);
    }

    /** Whether the web server runs, and as which process. */
    public Running running() throws IOException {
        if (pidFile == null || !Files.exists(pidFile)) {
            pidFile = null;
            learn(runner.run(describe, environment));
        }
        if (pidFile == null) {
            return new Running(true, Optional.empty());
        }
        if (!Files.exists(pidFile)) {
            return new Running(false, Optional.empty());
        }
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            return new Running(process.isPresent(), process);
        } catch (NumberFormatException e) {
            return new Running(true, Optional.empty());
        }
    }

    private void learn(Outcome outcome) {
        Matcher told = PID_FILE.matcher(outcome.output());
        if (told.find()) {
            pidFile = Path.of(told.group(1));
        }
    }

    /**
     * What is known of the web server's process.
     *
     * @param isLikely true also where it cannot be told
     * @param process its main process, where that is known
     */
    public record Running(boolean isLikely, Optional<ProcessHandle> process) {}

    /** How it is tested, for messages. */
    public String testCommand() {
        return String.join(" ", test);
    }

    private static List<String> program(Path bin, Path mainFile, boolean isDebian) {
        String folder = mainFile.toAbsolutePath().resolveSibling("").toString();
        return isDebian
                ? List.of(
                        "/bin/sh",
                        "-c",
                        SOURCE_AND_RUN,
                        "sh",
                        Path.of(folder, ENVVARS).toString(),
                        bin.toString(),
                        "-d",
                        folder,
                        "-f",
                        mainFile.toString())
                : List.of(bin.toString(), "-f", mainFile.toString());
    }

    private static List<String> reload(Options options, Optional<Path> script, List<String> program) {
        if (options.isWindows()) {
            List<String> restart = join(program, "-k", "restart");
            return options.service().map(name -> join(restart, "-n", name)).orElse(restart);
        }
        return options.service()
                .map(name -> List.of("systemctl", "reload", name))
                .or(() -> script.map(file -> List.of(file.toString(), "graceful")))
                .orElseGet(() -> join(program, "-k", "graceful"));
    }

    private static List<String> start(Options options, Optional<Path> script, List<String> program) {
        if (options.isWindows()) {
            List<String> start = join(program, "-k", "start");
            return options.service().map(name -> join(start, "-n", name)).orElse(start);
        }
        return options.service()
                .map(name -> List.of("systemctl", "start", name))
                .or(() -> script.map(file -> List.of(file.toString(), "start")))
                .orElseGet(() -> join(program, "-k", "start"));
    }

    private static Optional<Path> program(HttpdConfig config, Options options) {
        List<String> names = options.isWindows() ? List.of("httpd.exe") : List.of("httpd", "apache2");
        Stream<Path> own =
                names.stream().map(name -> config.serverRoot().resolve("bin").resolve(name));
        Stream<Path> onPath = Stream.concat(
                        Arrays.stream(options.path().split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> names.stream().flatMap(name -> file(folder, name)));
        return Stream.concat(own, onPath).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> file(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private static Optional<Path> firstFile(Stream<String> paths) {
        return paths.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    private static List<String> join(List<String> first, String... rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all;
    }
}
