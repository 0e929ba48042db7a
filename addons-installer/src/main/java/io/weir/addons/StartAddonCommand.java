package io.weir.addons;

import io.weir.addons.install.Addon;
import io.weir.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir addons start}. */
@Command(name = "start", description = "Start an add-on and wait until it works.")
final class StartAddonCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    StartAddonCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.addon(folder.dir());
        int started = workplace.installer().start(addon);
        workplace.print(addon.title() + (started == 0 ? " runs already" : " runs"));
        return ExitCodes.OK;
    }
}
