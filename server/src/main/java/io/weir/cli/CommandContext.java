package io.weir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command may use of the world outside.
 *
 * @param out for what was asked for
 * @param err for errors, warnings and progress
 * @param isTerminal true where somebody watches {@code err}, so that a line may be written over
 * @param environment the variables of the process
 * @param home the checkout or the distribution; {@code conf} and {@code data} lie below it unless told otherwise
 * @param launcher runs a node in this process
 */
public record CommandContext(
        PrintWriter out,
        PrintWriter err,
        boolean isTerminal,
        Map<String, String> environment,
        Path home,
        NodeLauncher launcher) {

    /** Takes a copy of the environment. */
    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** Where the configuration lies unless told otherwise. */
    public Path defaultConf() {
        return home.resolve("conf");
    }

    /** Where a node keeps its data unless told otherwise. */
    public Path defaultData() {
        return home.resolve("data");
    }

    /** Whether failures come with their stack. */
    public boolean isDebug() {
        return "1".equals(environment.get("WEIR_DEBUG"));
    }

    /** Writes one line of error, warning or progress. */
    public void say(String line) {
        err.println("weir: " + line);
        err.flush();
    }
}
