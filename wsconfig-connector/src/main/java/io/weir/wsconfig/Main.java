package io.weir.wsconfig;

import io.weir.wsconfig.cluster.LocalAddresses;
import io.weir.wsconfig.connector.Workplace;
import io.weir.wsconfig.httpd.CommandRunner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Starts wsconfig and ends with its exit code. */
public final class Main {
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(60);

    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        int code = new CommandLineInterface(surroundings()).run(args);
        // The HTTP client's threads must not keep the process.
        System.exit(code);
    }

    private static Surroundings surroundings() {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("wsconfig.home", "."))
                .toAbsolutePath()
                .normalize();
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        Path script = home.resolve(isWindows ? "wsconfig.bat" : "wsconfig");
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Workplace workplace = new Workplace(
                LocalAddresses.ofThisMachine(),
                CommandRunner.processes(PROGRAM_LIMIT),
                environment.getOrDefault("PATH", ""),
                isWindows,
                InstantSource.system(),
                System::nanoTime,
                line -> {});
        return new Surroundings(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                err,
                environment,
                Path.of(environment.getOrDefault("WSCONFIG_HOME", home.toString()))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(System.getProperty("wsconfig.script", script.toString())),
                workplace);
    }
}
