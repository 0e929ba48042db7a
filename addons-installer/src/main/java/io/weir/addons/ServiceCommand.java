package io.weir.addons;

import io.weir.addons.install.Addon;
import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServiceTexts;
import io.weir.cli.CommandException;
import io.weir.cli.ExitCodes;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir addons service}. */
@Command(
        name = "service",
        description = "Print a systemd unit that runs an add-on; on Windows the commands that make it a service.",
        footer = {"", "Stop what weir addons start has started before systemd starts it."})
final class ServiceCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(
            names = "--member",
            paramLabel = "N",
            description = "Of a cluster: the unit of this server, 1 for the first.")
    private @Nullable Integer member;

    ServiceCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.addon(folder.dir());
        List<Server> servers = addon.servers();
        if (servers.size() > 1 && member == null) {
            throw CommandException.usage(
                    "--member: not given (expected: 1 to " + servers.size() + ", for one unit each)");
        }
        int chosen = member == null ? 1 : member;
        if (chosen < 1 || chosen > servers.size()) {
            throw CommandException.usage("--member: " + chosen + " (expected: 1 to " + servers.size() + ")");
        }
        Server server = servers.get(chosen - 1);
        String text = workplace.machine().isWindows()
                ? ServiceTexts.windows("Weir-" + addon.installation().addon() + "-" + chosen, server)
                : ServiceTexts.systemd(addon.title(), server);
        workplace.context().out().print(text);
        workplace.context().out().flush();
        return ExitCodes.OK;
    }
}
