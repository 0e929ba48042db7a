package io.weir.addons;

import io.weir.addons.analytics.AnalyticsAddon;
import io.weir.addons.analytics.AnalyticsRecipe;
import io.weir.addons.analytics.AnalyticsSettings;
import io.weir.addons.install.Addon;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.SettingsChange;
import io.weir.addons.machine.KernelChecks;
import io.weir.cli.CommandException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Installs an Analytics server, or changes one that is there, and tells what came of it. */
final class AnalyticsInstallation {
    private final Workplace workplace;

    AnalyticsInstallation(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * Does it.
     *
     * @param user the user asked for; null where none was
     */
    void install(Path dir, AnalyticsRequest request, @Nullable Path from, @Nullable String user, boolean isStarted) {
        if (InstallationFile.in(dir).isPresent()) {
            change(workplace.addon(dir), request, isStarted);
            return;
        }
        AnalyticsSettings settings = request.fresh();
        Addon addon = put(dir, settings, from, user, isStarted);
        workplace.print(addon.title() + " installed in " + dir + (isStarted ? ", and runs" : ""));
        workplace.print("a node uses it with: --set analytics.enabled=true --set analytics.mode=external --set"
                + " analytics.clusterName=" + settings.clusterName() + " --set analytics.addresses=" + settings.bind()
                + ":"
                + settings.httpPort());
        warnOfOpenness(settings);
        new KernelChecks(workplace.machine())
                .elasticsearch()
                .forEach(finding -> workplace.context().say(finding));
    }

    private Addon put(
            Path dir, AnalyticsSettings settings, @Nullable Path from, @Nullable String user, boolean isStarted) {
        try (DownloadBar bar = new DownloadBar(workplace.context())) {
            AnalyticsRecipe recipe = new AnalyticsRecipe(settings, from, bar, workplace.machine(), workplace.ticker());
            return workplace.installer().install(dir, recipe, user, isStarted);
        }
    }

    private void change(Addon addon, AnalyticsRequest request, boolean isStarted) {
        if (!(addon instanceof AnalyticsAddon analytics)) {
            throw new CommandException("--dir: " + addon.dir() + " holds the " + addon.title()
                    + " (expected: a folder of its own for each add-on)");
        }
        AnalyticsSettings wanted = request.over(analytics.settings());
        boolean isSame = wanted.equals(analytics.settings());
        Addon changed = analytics;
        if (!isSame) {
            changed = analytics.with(wanted);
            new SettingsChange(workplace.installer(), workplace.control()).change(analytics, changed);
            warnOfOpenness(wanted);
        }
        workplace.print(addon.title() + (isSame ? " already installed in " : " changed in ") + addon.dir());
        if (isStarted && workplace.installer().start(changed) > 0 && isSame) {
            workplace.print("it did not run, and runs now");
        }
    }

    private void warnOfOpenness(AnalyticsSettings settings) {
        if (!settings.isLoopback()) {
            workplace
                    .context()
                    .say("--bind: " + settings.bind() + ": this server has no passwords; whoever reaches ports "
                            + settings.httpPort() + " and " + settings.transportPort()
                            + " can read and change everything in it (expected: a firewall that lets only nodes and other"
                            + " servers of the cluster through)");
        }
    }
}
