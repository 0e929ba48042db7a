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
            restoreWhereLost(client);
            Comparison comparison = files.compare(client, context);
            comparison.print(context.out());
            if (!dryRun && !comparison.isEqual()) {
                comparison.apply();
                context.out().println("applied");
            }
            return ExitCodes.OK;
        }
    }

    /** A store that lost the catalogue gets it back from the node first: changes to it can be written only then. */
    private void restoreWhereLost(AdminClient client) {
        CatalogState state = CatalogState.ask(client);
        if (!state.isOutOfSync()) {
            return;
        }
        if (!state.isStoreEmpty()) {
            throw new CommandException(
                    "the data store holds another catalogue than the nodes serve (expected: a decision"
                            + " first: weir catalog adopt takes that one, weir catalog restore --replace puts theirs back)");
        }
        if (dryRun) {
            context.say("the data store lost its catalogue; apply would first put back the node's, of revision "
                    + state.revision());
        } else {
            context.say(CatalogState.restore(client, false, false));
        }
    }
}
