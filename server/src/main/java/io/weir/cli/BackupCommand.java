package io.weir.cli;

import io.weir.cli.backup.Backup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir backup}. */
@Command(
        name = "backup",
        description = "Write the cluster's catalogue, at one revision, and shared settings into one file.",
        footer = {
            "",
            "The file holds digests of keys, tokens and passwords, never clear text. Only its owner can read it."
        })
final class BackupCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean isForced;

    BackupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (Files.exists(file) && !isForced) {
            throw CommandException.usage(file + " is there (expected: a new file, or --force)");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw CommandException.usage(file + " (expected: a file in a folder that exists)");
        }
        try (AdminClient client = server.open(context)) {
            CatalogState state = CatalogState.ask(client);
            if (!state.view().path("state").asText().equals("in-sync")) {
                context.say(state.line() + "; this is what is written");
            }
            String written = new Backup(client, context, InstantSource.system()).write(file);
            context.out().println(file + ": " + written);
            return ExitCodes.OK;
        }
    }
}
