package io.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code weir version}. */
@Command(name = "version", description = "Print version, commit and Java.")
final class VersionCommand implements Callable<Integer> {
    private final CommandContext context;

    VersionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        BuildInfo build = BuildInfo.load();
        context.out().println("weir " + build.version());
        context.out().println("commit " + build.commit());
        context.out()
                .println("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor") + ")");
        return ExitCodes.OK;
    }
}
