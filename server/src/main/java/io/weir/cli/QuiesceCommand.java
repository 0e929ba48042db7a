package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir quiesce} and {@code weir resume}. */
@Command(
        name = "quiesce",
        description =
                "Take a node out of service: it leaves the balancers, serves what is in flight and refuses the rest.",
        footer = {"", "It holds until weir resume, or the node's next start."})
final class QuiesceCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NODE", description = "Its id, as weir status shows it.")
    private String node = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "writes: design-time writes alone are refused; all: traffic too (default).")
    private Mode mode = Mode.ALL;

    /** What is refused. */
    enum Mode {
        WRITES,
        ALL
    }

    QuiesceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String name = mode.name().toLowerCase(Locale.ROOT);
        try (AdminClient client = server.open(context)) {
            client.put(path(node), JsonNodeFactory.instance.objectNode().put("mode", name));
        }
        context.say("node " + node + " is asked to refuse " + (mode == Mode.ALL ? "everything" : "writes"));
        return ExitCodes.OK;
    }

    private static String path(String node) {
        return "/cluster/nodes/" + URLEncoder.encode(node, StandardCharsets.UTF_8) + "/quiesce";
    }

    /** {@code weir resume}. */
    @Command(name = "resume", description = "Put a quiesced node back into service.")
    static final class Resume implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "NODE", description = "Its id, as weir status shows it.")
        private String node = "";

        Resume(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                client.end(path(node));
            }
            context.say("node " + node + " is asked to take everything again");
            return ExitCodes.OK;
        }
    }
}
