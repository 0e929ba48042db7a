package io.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir status}. */
@Command(
        name = "status",
        description =
                "Show nodes, data store, analytics and configuration revision. Exits with 3 where any part is degraded.")
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ClusterStatus status;
        try (AdminClient client = server.open(context)) {
            status = ClusterStatus.ask(client);
        }
        if (json) {
            context.out().println(status.json().toPrettyString());
        } else {
            status.lines().forEach(context.out()::println);
        }
        return status.degraded().isEmpty() ? ExitCodes.OK : ExitCodes.DEGRADED;
    }
}
