package io.weir.addons;

import io.weir.addons.analytics.DownloadBar;
import io.weir.addons.analytics.ElasticsearchPrograms;
import io.weir.addons.datastore.DatastoreAddon;
import io.weir.addons.install.Addon;
import io.weir.addons.install.Upgrade;
import io.weir.cli.ExitCodes;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir addons upgrade}. */
@Command(
        name = "upgrade",
        description = "Put a newer server in the place of an add-on's, and restart it where it runs.",
        footer = {
            "",
            "Where the new one does not work, the former one runs again with the data that it left.",
            "One that was broken off is ended by the next one."
        })
final class UpgradeCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(names = "--from", paramLabel = "FILE", description = "As for install (default: the newest there is).")
    private @Nullable String from;

    UpgradeCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Addon addon = workplace.upgradableAddon(folder.dir());
        Path file = from == null ? null : FolderOption.absolute("--from", from);
        Upgrade.Programs source = addon instanceof DatastoreAddon datastore
                ? folder -> datastore.putPrograms(file, folder)
                : folder -> ElasticsearchPrograms.put(file, folder, new DownloadBar(workplace.context()));
        Addon upgraded = new Upgrade(workplace.control())
                .upgrade(addon, source, installation -> workplace.addon(addon.dir(), installation));
        workplace.print(
                upgraded == addon
                        ? addon.title() + ": there is nothing newer"
                        : addon.title() + ": now " + upgraded.title());
        return ExitCodes.OK;
    }
}
