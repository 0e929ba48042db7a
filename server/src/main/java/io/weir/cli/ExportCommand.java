package io.weir.cli;

import io.weir.cli.manifest.ManifestWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir export}. */
@Command(
        name = "export",
        description = "Write the cluster as files, for apply.",
        footer = {
            "",
            "The files hold digests of keys, tokens and passwords, never clear text; keep them as private as a backup."
        })
final class ExportCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            required = true,
            description = "The folder to write; made where it does not exist.")
    private Path folder = Path.of("");

    ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (AdminClient client = server.open(context);
                Progress progress = new Progress(context, "exporting")) {
            int objects = new ManifestWriter(client, progress, folder).write();
            context.out().println(objects + " objects written to " + folder);
            return ExitCodes.OK;
        }
    }
}
