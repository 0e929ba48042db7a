package io.weir.wsconfig;

import io.weir.wsconfig.connector.Workplace;
import io.weir.wsconfig.httpd.CommandRunner.Outcome;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What one run printed and how it ended. */
record CommandRun(int code, String out, String err) {

    /** Runs wsconfig with this home and a web server that is content with everything. */
    static CommandRun in(Path home, String... args) {
        return answering("", home, args);
    }

    /** Runs it with somebody at the terminal who types this. */
    static CommandRun answering(String answers, Path home, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Workplace workplace = new Workplace(
                host -> false,
                (command, environment) -> new Outcome(0, ""),
                "",
                false,
                InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")),
                System::nanoTime,
                line -> {});
        Surroundings surroundings = new Surroundings(
                new BufferedReader(new StringReader(answers)),
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of(),
                home,
                home.resolve("wsconfig"),
                workplace);
        int code = new CommandLineInterface(surroundings).run(args);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** The lines on stderr. */
    List<String> errors() {
        return err.lines().toList();
    }
}
