package io.weir.addons.datastore;

import io.weir.addons.install.FileFailures;
import io.weir.addons.install.Folders;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.Installer;
import io.weir.addons.machine.Machine;
import io.weir.addons.machine.Ports;
import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.CommandException;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/** Gives a Data Store that is installed other settings, and restarts it where it ran. What fails leaves the former ones. Blocks. */
public final class DatastoreChange {
    private final Installer installer;
    private final ServerControl control;
    private final Machine machine;
    private final Ticker ticker;

    public DatastoreChange(Installer installer, ServerControl control, Machine machine, Ticker ticker) {
        this.installer = installer;
        this.control = control;
        this.machine = machine;
        this.ticker = ticker;
    }

    /**
     * Changes it.
     *
     * @return the same one where nothing differs
     */
    public DatastoreAddon change(DatastoreAddon addon, DatastoreSettings wanted, Secret password) {
        Secret former = addon.password();
        if (wanted.equals(addon.settings()) && password.equals(former)) {
            return addon;
        }
        requirePossible(addon, wanted);
        DatastoreRecipe.requireSafe(wanted, password);
        Set<InetSocketAddress> own = new HashSet<>();
        addon.servers().forEach(server -> own.addAll(server.listens()));
        wanted.ports().stream()
                .flatMap(port -> wanted.listens(port).stream())
                .filter(address -> !own.contains(address))
                .forEach(Ports::requireFree);

        boolean wasRunning = addon.servers().stream().map(control::find).anyMatch(found -> found.isPresent());
        installer.stop(addon);
        DatastoreAddon changed = write(addon, wanted, password);
        if (wasRunning) {
            try {
                installer.start(changed);
            } catch (CommandException e) {
                goBack(addon, former, e);
                throw e;
            }
        }
        return changed;
    }

    private static void requirePossible(DatastoreAddon addon, DatastoreSettings wanted) {
        DatastoreSettings now = addon.settings();
        if (wanted.masters() != now.masters()) {
            throw new CommandException("--cluster: " + addon.dir() + " holds a " + addon.title()
                    + " (expected: another folder for one of another form)");
        }
        boolean hasMoved = wanted.port() != now.port() || !wanted.bind().equals(now.bind());
        if (now.isCluster() && hasMoved) {
            throw new CommandException("--port, --bind: " + wanted.bind() + ":" + wanted.port()
                    + " (expected: as installed, " + now.bind() + ":" + now.port()
                    + "; the servers of a cluster know each other by it)");
        }
    }

    private DatastoreAddon write(DatastoreAddon addon, DatastoreSettings settings, Secret password) {
        InstallationFile installation = InstallationFile.of(
                DatastoreAddon.NAME,
                addon.installation().version(),
                addon.installation().user(),
                settings);
        DatastoreAddon changed = new DatastoreAddon(addon.dir(), installation, machine, ticker);
        try {
            DatastoreRecipe.writeConfig(changed.files(), changed.files(), password);
            if (machine.isRoot()) {
                for (DatastoreFiles.Member member : changed.files().members()) {
                    Folders.give(member.conf(), installation.user());
                }
            }
            installation.write(addon.dir());
            return changed;
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        }
    }

    private void goBack(DatastoreAddon addon, Secret password, CommandException why) {
        try {
            write(addon, addon.settings(), password);
            for (Server server : addon.servers()) {
                control.start(server);
            }
        } catch (CommandException e) {
            why.addSuppressed(e);
        }
    }
}
