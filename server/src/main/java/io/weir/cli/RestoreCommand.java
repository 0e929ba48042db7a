package io.weir.cli;

import io.weir.cli.backup.Restoration;
import io.weir.cli.backup.Restoration.Consent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir restore}. */
@Command(
        name = "restore",
        description =
                "Make a cluster, empty or in service, the same as a backup. Shows what differs before anything changes.",
        footer = {
            "",
            "What is not in the backup is deleted, except the user admin, the organization default and the token in use.",
            "What somebody changes meanwhile is not overwritten; run it again then."
        })
final class RestoreCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "A file that weir backup wrote.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Show what differs, and change nothing.")
    private boolean isDryRun;

    @Option(names = "--yes", description = "Make the changes.")
    private boolean isAgreed;

    RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (isDryRun && isAgreed) {
            throw CommandException.usage("--dry-run, --yes (expected: one of them)");
        }
        Consent consent = isDryRun ? Consent.DRY_RUN : isAgreed ? Consent.GIVEN : Consent.NOT_GIVEN;
        try (AdminClient client = server.open(context)) {
            CatalogState.restoreWhereLost(client, context, consent == Consent.GIVEN);
            new Restoration(client, context).restore(file, consent);
            return ExitCodes.OK;
        }
    }
}
