package io.weir.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What one command printed and how it ended. */
record CommandRun(int code, String out, String err) {

    static final NodeLauncher NO_NODE = (config, file, data) -> {
        throw new IllegalStateException("no node in this test");
    };

    /** Runs a command with nothing in the environment. */
    static CommandRun of(String... args) {
        return in(Path.of("nowhere"), Map.of(), args);
    }

    /** Runs a command with this home and environment. */
    static CommandRun in(Path home, Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandContext context =
                new CommandContext(new PrintWriter(out), new PrintWriter(err), false, environment, home, NO_NODE);
        int code = new CommandLineInterface(context).run(args);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** The lines on stderr. */
    List<String> errors() {
        return err.lines().toList();
    }
}
