package io.weir.addons;

import io.weir.cli.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code weir addons install} without saying what. */
@Command(name = "install", description = "Install an add-on and start it.", synopsisSubcommandLabel = "ADD-ON")
final class InstallCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("addons install: no add-on (expected: datastore or analytics)");
    }
}
