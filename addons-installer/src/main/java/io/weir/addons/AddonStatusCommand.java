package io.weir.addons;

import io.weir.addons.install.Addon;
import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.ExitCodes;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir addons status}. */
@Command(name = "status", description = "Show whether an add-on works. Exits with 3 where it does not.")
final class AddonStatusCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    AddonStatusCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.addon(folder.dir());
        workplace.print(addon.title() + " in " + addon.dir());
        boolean isWorking = true;
        for (Server server : addon.servers()) {
            isWorking &= tell(server);
        }
        if (isWorking) {
            workplace.print(addon.health());
        }
        return isWorking && addon.isHealthy() ? ExitCodes.OK : ExitCodes.DEGRADED;
    }

    private boolean tell(Server server) {
        ServerControl control = workplace.control();
        Optional<ProcessHandle> process = control.find(server);
        if (process.isEmpty()) {
            workplace.print(server.title() + ": does not run");
            return false;
        }
        Optional<String> obstacle = server.readiness().obstacle();
        workplace.print(server.title() + ": runs as process " + process.get().pid() + " of " + server.user()
                + obstacle.map(reason -> ", but does not work: " + reason).orElse(""));
        return obstacle.isEmpty();
    }
}
