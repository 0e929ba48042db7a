package io.weir.addons;

import io.weir.addons.install.Addon;
import io.weir.cli.ExitCodes;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir addons uninstall}. */
@Command(name = "uninstall", description = "Stop an add-on and take it away, all but its data.")
final class UninstallCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(names = "--purge", description = "Remove its data too.")
    private boolean isPurged;

    UninstallCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.addon(folder.dir());
        workplace.installer().uninstall(addon, isPurged);
        workplace.print(addon.title() + " uninstalled"
                + (Files.exists(addon.dir()) ? "; its data are still in " + addon.dir() : ""));
        return ExitCodes.OK;
    }
}
