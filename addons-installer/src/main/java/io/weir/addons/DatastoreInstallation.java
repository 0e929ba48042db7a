package io.weir.addons;

import io.weir.addons.datastore.DatastoreAddon;
import io.weir.addons.datastore.DatastoreRecipe;
import io.weir.addons.datastore.DatastoreSettings;
import io.weir.addons.install.Addon;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.SettingsChange;
import io.weir.addons.machine.KernelChecks;
import io.weir.cli.CommandException;
import io.weir.config.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Installs a Data Store, or changes one that is there, and tells what came of it. */
final class DatastoreInstallation {
    private final Workplace workplace;

    DatastoreInstallation(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * Does it.
     *
     * @param user the user asked for; null where none was
     */
    void install(Path dir, DatastoreRequest request, @Nullable Path from, @Nullable String user, boolean isStarted) {
        if (InstallationFile.in(dir).isPresent()) {
            change(workplace.addon(dir), request, isStarted);
            return;
        }
        Secret password = request.password() == null ? Secret.NONE : request.password();
        DatastoreRecipe recipe =
                new DatastoreRecipe(request.fresh(), password, from, workplace.machine(), workplace.ticker());
        Addon addon = workplace.installer().install(dir, recipe, user, isStarted);
        workplace.print(addon.title() + " installed in " + dir + (isStarted ? ", and runs" : ""));
        tellHowToUse((DatastoreAddon) addon);
        new KernelChecks(workplace.machine())
                .redis()
                .forEach(finding -> workplace.context().say(finding));
    }

    private void change(Addon addon, DatastoreRequest request, boolean isStarted) {
        if (!(addon instanceof DatastoreAddon datastore)) {
            throw new CommandException("--dir: " + addon.dir() + " holds the " + addon.title()
                    + " (expected: a folder of its own for each add-on)");
        }
        DatastoreSettings wanted = request.over(datastore.settings());
        Secret password = request.password() == null ? datastore.password() : request.password();
        boolean isSame = wanted.equals(datastore.settings()) && password.equals(datastore.password());
        Addon changed = datastore;
        if (!isSame) {
            changed = datastore.with(wanted, password);
            new SettingsChange(workplace.installer(), workplace.control())
                    .change(datastore.with(datastore.settings(), datastore.password()), changed);
        }
        workplace.print(
                isSame
                        ? addon.title() + " already installed in " + addon.dir()
                        : changed.title() + " in " + addon.dir() + " changed");
        if (isStarted && workplace.installer().start(changed) > 0 && isSame) {
            workplace.print("it did not run, and runs now");
        }
    }

    private void tellHowToUse(DatastoreAddon addon) {
        DatastoreSettings settings = addon.settings();
        boolean isCluster = settings.masters() > 0;
        String mode = isCluster ? "cluster" : "standalone";
        String password = addon.password().isEmpty()
                ? ""
                : " --set 'datastore.password=${file:"
                        + addon.dir().resolve("conf").resolve("password") + "}'";
        workplace.print("a node uses it with: --set datastore.mode=" + mode + " --set datastore.addresses="
                + settings.bind() + ":" + settings.port()
                + (settings.aclUser() == null ? "" : " --set datastore.username=" + settings.aclUser()) + password);
    }
}
