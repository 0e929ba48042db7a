package io.weir.cli;

import io.weir.cli.manifest.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir apply}. */
@Command(
        name = "apply",
        description = "Make the cluster as files state it.",
        footer = {"", "All files are read and checked before the first change. Running it again changes nothing more."})
final class ApplyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FileOptions files = new FileOptions();

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dryRun;

    ApplyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (AdminClient client = server.open(context)) {
            CatalogState.restoreWhereLost(client, context, !dryRun);
            Comparison comparison = files.compare(client, context);
            comparison.print(context.out());
            if (!dryRun && !comparison.isEqual()) {
                comparison.apply();
                context.out().println("applied");
            }
            return ExitCodes.OK;
        }
    }
}
