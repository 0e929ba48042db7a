package io.weir.addons;

import io.weir.addons.install.Addon;
import io.weir.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir addons stop}. */
@Command(name = "stop", description = "Stop an add-on once it has written everything to disk.")
final class StopAddonCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    StopAddonCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.addon(folder.dir());
        int stopped = workplace.installer().stop(addon);
        workplace.print(addon.title() + (stopped == 0 ? " did not run" : " stopped"));
        return ExitCodes.OK;
    }
}
