package io.weir.addons;

import io.weir.addons.analytics.AnalyticsAddon;
import io.weir.addons.datastore.DatastoreAddon;
import io.weir.addons.install.Addon;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.Installer;
import io.weir.addons.install.Upgrade;
import io.weir.addons.machine.CommandRunner;
import io.weir.addons.machine.Machine;
import io.weir.addons.machine.ServerControl;
import io.weir.addons.machine.ServiceUsers;
import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import io.weir.time.Ticker;
import java.io.BufferedReader;
import java.nio.file.Path;

/**
 * What the commands of add-ons work with.
 *
 * @param in where answers to questions come from
 */
record Workplace(CommandContext context, BufferedReader in, Machine machine, CommandRunner runner, Ticker ticker) {

    ServiceUsers users() {
        return new ServiceUsers(machine, runner, context::say);
    }

    ServerControl control() {
        return new ServerControl(machine, users(), ticker);
    }

    Installer installer() {
        return new Installer(control(), users(), context::say);
    }

    /**
     * The add-on in a folder.
     *
     * @throws CommandException where there is none
     */
    Addon addon(Path dir) {
        Addon addon = upgradableAddon(dir);
        Upgrade.requireNoneBegun(dir);
        return addon;
    }

    /** The same, even where an upgrade was broken off. */
    Addon upgradableAddon(Path dir) {
        InstallationFile installation = InstallationFile.in(dir)
                .orElseThrow(() -> new CommandException(
                        "--dir: " + dir + " (expected: a folder that weir addons install has filled)"));
        return addon(dir, installation);
    }

    /** The add-on as its file tells it. */
    Addon addon(Path dir, InstallationFile installation) {
        return switch (installation.addon()) {
            case DatastoreAddon.NAME -> new DatastoreAddon(dir, installation, null, machine, ticker);
            case AnalyticsAddon.NAME -> new AnalyticsAddon(dir, installation, machine, ticker);
            default ->
                throw new CommandException(dir + ": add-on " + installation.addon()
                        + " (expected: datastore or analytics; a later weir installed this, use that one)");
        };
    }

    void print(String line) {
        context.out().println(line);
        context.out().flush();
    }
}
