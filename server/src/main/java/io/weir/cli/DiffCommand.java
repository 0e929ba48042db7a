package io.weir.cli;

import io.weir.cli.manifest.Comparison;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir diff}. */
@Command(name = "diff", description = "Show what apply would change. Exits with 4 where anything differs.")
final class DiffCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FileOptions files = new FileOptions();

    @Mixin
    private final ServerOptions server = new ServerOptions();

    DiffCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (AdminClient client = server.open(context)) {
            Comparison comparison = files.compare(client, context);
            comparison.print(context.out());
            return comparison.isEqual() ? ExitCodes.OK : ExitCodes.DIFFERENT;
        }
    }
}
