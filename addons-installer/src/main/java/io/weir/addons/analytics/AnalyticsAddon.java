package io.weir.addons.analytics;

import io.weir.addons.install.Addon;
import io.weir.addons.install.Folders;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.machine.Machine;
import io.weir.addons.machine.Server;
import io.weir.cli.CommandException;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** An Analytics server that is installed. */
public final class AnalyticsAddon implements Addon {
    /** What {@code addon.json} calls it. */
    public static final String NAME = "analytics";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Path dir;
    private final InstallationFile installation;
    private final AnalyticsSettings settings;
    private final AnalyticsFiles files;
    private final Machine machine;
    private final Ticker ticker;

    public AnalyticsAddon(Path dir, InstallationFile installation, Machine machine, Ticker ticker) {
        this.dir = dir;
        this.installation = installation;
        this.settings = installation.settings(AnalyticsSettings.class);
        this.files = new AnalyticsFiles(dir);
        this.machine = machine;
        this.ticker = ticker;
    }

    @Override
    public String title() {
        return "analytics server (Elasticsearch " + installation.version() + ")";
    }

    @Override
    public Path dir() {
        return dir;
    }

    @Override
    public InstallationFile installation() {
        return installation;
    }

    /** What it was installed with. */
    public AnalyticsSettings settings() {
        return settings;
    }

    /** The same with other settings. */
    public AnalyticsAddon with(AnalyticsSettings wanted) {
        AnalyticsRecipe.requireKernel(wanted, machine);
        if (!wanted.clusterName().equals(settings.clusterName())) {
            throw new CommandException("--cluster-name: " + wanted.clusterName() + " (expected: as installed, "
                    + settings.clusterName() + "; the data belong to that cluster)");
        }
        InstallationFile changed = InstallationFile.of(NAME, installation.version(), installation.user(), wanted);
        return new AnalyticsAddon(dir, changed, machine, ticker);
    }

    @Override
    public Path programs() {
        return files.home();
    }

    @Override
    public void writeSettings() throws IOException {
        AnalyticsRecipe.writeConfig(settings, files, files);
        if (machine.isRoot()) {
            Folders.give(files.conf(), installation.user());
        }
    }

    @Override
    public void adaptToPrograms() throws IOException {
        AnalyticsRecipe.writeJvmOptions(files);
        if (machine.isRoot()) {
            Folders.give(files.conf(), installation.user());
        }
    }

    @Override
    public void beforeStart(Server server) {
        // Elasticsearch notes its version in its data by itself.
    }

    @Override
    public List<Server> servers() {
        return List.of(new Server(
                "analytics server at " + settings.bind() + ":" + settings.httpPort(),
                dir,
                command(),
                environment(),
                files.pid(),
                files.log(),
                installation.user(),
                settings.listens(),
                () -> ElasticsearchHealth.obstacle(settings.reachableHost(), settings.httpPort()),
                List.of("LimitNOFILE=65535", "LimitNPROC=4096", "SuccessExitStatus=143")));
    }

    private List<String> command() {
        Path bin = files.home().resolve("bin");
        return machine.isWindows()
                ? List.of(
                        "cmd",
                        "/c",
                        bin.resolve("elasticsearch.bat").toString(),
                        "-p",
                        files.pid().toString())
                : List.of(
                        bin.resolve("elasticsearch").toString(),
                        "-p",
                        files.pid().toString());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("ES_PATH_CONF", files.conf().toString());
        environment.put("ES_TMPDIR", files.temporary().toString());
        // Larger archives bring a Java of their own.
        if (!Files.isDirectory(files.home().resolve("jdk"))) {
            environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        }
        return environment;
    }

    /**
     * Waits for a master, at the first start its own election, else that of the cluster it belongs to, and for the indices. Those that stay
     * closed are no reason to fail: it may be another server that has them.
     */
    @Override
    public void join() {
        long begin = ticker.nanos();
        int expected = settings.seeds().isEmpty() ? 1 : 2;
        boolean isMember = false;
        String problem = "";
        while (ticker.nanos() - begin < PATIENCE.toNanos()) {
            try {
                ElasticsearchHealth health = ElasticsearchHealth.ask(settings.reachableHost(), settings.httpPort());
                isMember = health.hasMaster() && health.servers() >= expected;
                if (isMember && health.isOpen()) {
                    return;
                }
                problem = health.toString();
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        if (!isMember) {
            throw new CommandException(
                    "analytics server at " + settings.bind() + ":" + settings.httpPort() + ": " + problem
                            + " after " + PATIENCE.toSeconds() + " s (expected: the cluster " + settings.clusterName()
                            + (settings.seeds().isEmpty() ? "" : " at " + String.join(", ", settings.seeds()))
                            + "; each server must reach the transport port of the others)");
        }
    }

    @Override
    public boolean isHealthy() {
        try {
            return ElasticsearchHealth.ask(settings.reachableHost(), settings.httpPort())
                    .isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String health() {
        try {
            return ElasticsearchHealth.ask(settings.reachableHost(), settings.httpPort())
                    .toString();
        } catch (IOException e) {
            return "does not answer: " + e.getMessage();
        }
    }
}
