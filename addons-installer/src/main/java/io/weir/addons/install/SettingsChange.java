package io.weir.addons.install;

import io.weir.addons.machine.Ports;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gives an add-on other settings, and restarts it where it ran. What fails leaves the former ones. Blocks; one thread. */
public final class SettingsChange {
    private final Installer installer;
    private final ServerControl control;

    public SettingsChange(Installer installer, ServerControl control) {
        this.installer = installer;
        this.control = control;
    }

    /**
     * Changes it.
     *
     * @param former as it is; must know all of its settings by itself
     * @param wanted the same with other settings
     */
    public void change(Addon former, Addon wanted) {
        Set<InetSocketAddress> own = new HashSet<>();
        former.servers().forEach(server -> own.addAll(server.listens()));
        wanted.servers().stream()
                .flatMap(server -> server.listens().stream())
                .filter(address -> !own.contains(address))
                .forEach(Ports::requireFree);

        boolean wasRunning = former.servers().stream().map(control::find).anyMatch(Optional::isPresent);
        installer.stop(former);
        write(wanted);
        if (wasRunning) {
            try {
                installer.start(wanted);
            } catch (CommandException e) {
                goBack(former, wanted, e);
                throw e;
            }
        }
    }

    private void goBack(Addon former, Addon wanted, CommandException why) {
        try {
            installer.stop(wanted);
            write(former);
            installer.start(former);
        } catch (CommandException e) {
            why.addSuppressed(e);
        }
    }

    private static void write(Addon addon) {
        try {
            addon.writeSettings();
            addon.installation().write(addon.dir());
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        }
    }
}
