package io.weir.cli;

import io.weir.cli.manifest.Comparison;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which files {@code apply} and {@code diff} are about. */
final class FileOptions {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE-or-DIR",
            required = true,
            description = "A YAML or JSON file, or a folder of them, read with all below it.")
    private Path source = Path.of("");

    @Option(
            names = "--prune",
            description =
                    "Delete what the files do not state, of the kinds that occur in them. Never the user admin, the"
                            + " organization default, and the token in use.")
    private boolean prune;

    Comparison compare(AdminClient client, CommandContext context) {
        return Comparison.of(source, prune, client, context);
    }
}
