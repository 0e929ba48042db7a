package io.weir.addons.analytics;

import io.weir.addons.install.Addon;
import io.weir.addons.install.Folders;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.Recipe;
import io.weir.addons.machine.KernelChecks;
import io.weir.addons.machine.Machine;
import io.weir.cli.CommandException;
import io.weir.config.OwnerFile;
import io.weir.elastic.DownloadProgress;
import io.weir.elastic.ServerTexts;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an Analytics server is put into a folder. */
public final class AnalyticsRecipe implements Recipe {
    private static final long BYTES = 600L << 20;

    private final AnalyticsSettings settings;
    private final @Nullable Path from;
    private final DownloadProgress progress;
    private final Machine machine;
    private final Ticker ticker;

    /**
     * @param from an archive; null: the one from the central repository
     * @throws CommandException where the server would refuse to start on this machine
     */
    public AnalyticsRecipe(
            AnalyticsSettings settings,
            @Nullable Path from,
            DownloadProgress progress,
            Machine machine,
            Ticker ticker) {
        requireKernel(settings, machine);
        this.settings = settings;
        this.from = from;
        this.progress = progress;
        this.machine = machine;
        this.ticker = ticker;
    }

    /** Elasticsearch insists on these as soon as it listens on more than loopback. */
    static void requireKernel(AnalyticsSettings settings, Machine machine) {
        List<String> findings = new KernelChecks(machine).elasticsearch();
        if (!settings.isLoopback() && !findings.isEmpty()) {
            throw new CommandException(String.join("\n", findings));
        }
    }

    @Override
    public String standardUser() {
        return "weir-elasticsearch";
    }

    @Override
    public boolean mayRunAsRoot() {
        return false;
    }

    @Override
    public long size() {
        return BYTES;
    }

    @Override
    public List<InetSocketAddress> listens() {
        return settings.listens();
    }

    @Override
    public InstallationFile fill(Path stage, Path dir, String user) throws IOException {
        if (user.equals("root")) {
            throw CommandException.usage("--user: root (expected: another user; Elasticsearch refuses to run as root)");
        }
        AnalyticsFiles here = new AnalyticsFiles(stage);
        Folders.make(here.home(), "rwxr-xr-x");
        String version = ElasticsearchPrograms.put(from, here.home(), progress);
        for (Path closed : here.owned()) {
            Folders.make(closed, "rwx------");
        }
        // Whoever asks how it does must be able to read the process id.
        Folders.permit(here.run(), "rwxr-xr-x");
        writeConfig(settings, here, new AnalyticsFiles(dir));
        return InstallationFile.of(AnalyticsAddon.NAME, version, user, settings);
    }

    /** Writes what depends on the settings. */
    static void writeConfig(AnalyticsSettings settings, AnalyticsFiles where, AnalyticsFiles there) throws IOException {
        Path options = Folders.make(where.conf().resolve("jvm.options.d"), "rwx------");
        // Replaced, never written into: they lie in a folder of the server's user, and root may be the one who writes.
        OwnerFile.write(where.conf(), "elasticsearch.yml", ElasticsearchConf.yaml(settings, there, host()));
        writeJvmOptions(where);
        OwnerFile.write(options, "weir.options", ServerTexts.heap(settings.heapMegabytes(), there.logs()));
        OwnerFile.write(where.conf(), "log4j2.properties", ServerTexts.logging(there.logs()));
    }

    /** Writes the options of the VM that the programs bring. */
    static void writeJvmOptions(AnalyticsFiles where) throws IOException {
        List<String> own = Files.readAllLines(where.home().resolve("config").resolve("jvm.options"));
        OwnerFile.write(where.conf(), "jvm.options", String.join("\n", ServerTexts.vmOptions(own)));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "weir";
        }
    }

    @Override
    public List<Path> owned(Path stage) {
        return new AnalyticsFiles(stage).owned();
    }

    @Override
    public Addon addon(Path dir, InstallationFile installation) {
        return new AnalyticsAddon(dir, installation, machine, ticker);
    }
}
