package io.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code weir} without a command. */
@Command(
        name = "weir",
        description = "An API gateway whose nodes form a cluster by sharing a Redis.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "weir addons installs a Redis and an Elasticsearch for nodes to use, see weir addons --help.",
            "weir wsconfig connects web servers to a cluster; it is a program of its own, see weir wsconfig -help.",
            "Exit codes: 0 done, 1 failed, 2 called wrongly, 3 degraded (status), 4 different (diff).",
            "Environment: JAVA_HOME, WEIR_JAVA_OPTS (JVM options), WEIR_TOKEN, WEIR_DEBUG=1 (stack of a failure)."
        })
final class WeirCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("no command (expected: one of those of weir --help)");
    }
}
