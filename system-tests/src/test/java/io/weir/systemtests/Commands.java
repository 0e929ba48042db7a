package io.weir.systemtests;

import io.weir.cli.CommandContext;
import io.weir.cli.CommandLineInterface;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Client commands as {@code ./weir} runs them, in this process: what {@link LauncherIT} tests of the script need not be paid each time. */
final class Commands {
    private Commands() {}

    /** What a command printed and how it ended. */
    record Run(int code, String out, String err) {
        /** The lines on stderr. */
        List<String> errors() {
            return err.lines().toList();
        }
    }

    /** Runs a command on a node's machine. */
    static Run run(NodeProcess node, String... arguments) {
        return runAt(node.adminUrl(), node, arguments);
    }

    /** Runs a command on a node's machine, but by way of another address. */
    static Run runAt(String server, NodeProcess node, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server, "--data", node.data().toString()));
        return run(all);
    }

    /** Runs a command with nothing to go by but its arguments. */
    static Run run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandContext context = new CommandContext(
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                Map.of(),
                Path.of("nowhere"),
                (loaded, conf, data) -> {
                    throw new IllegalStateException("no command of these starts a node");
                });
        int code = new CommandLineInterface(context).run(arguments.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
