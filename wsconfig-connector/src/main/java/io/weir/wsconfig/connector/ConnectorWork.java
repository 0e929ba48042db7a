package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.files.FileChanges;
import io.weir.wsconfig.files.FolderLock;
import io.weir.wsconfig.httpd.HttpdConfig;
import io.weir.wsconfig.httpd.HttpdControl;
import io.weir.wsconfig.httpd.HttpdLayout;
import io.weir.wsconfig.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes connectors, keeps them in step, takes them off. Each call is all or nothing: the web server's own test decides, and where it is not
 * content everything is put back. Calls of several processes wait for each other. Blocking; any thread.
 */
public final class ConnectorWork {
    private final Connectors connectors;
    private final Workplace workplace;
    private final Map<ConnectorSettings, HttpdControl> controls = new ConcurrentHashMap<>();

    public ConnectorWork(Connectors connectors, Workplace workplace) {
        this.connectors = connectors;
        this.workplace = workplace;
    }

    /**
     * What was done.
     *
     * @param isChanged false where everything was as it should be
     * @param isReloaded whether the web server has it already
     * @param warnings what the user should know
     */
    public record Outcome(Connector connector, boolean isChanged, boolean isReloaded, List<String> warnings) {
        public Outcome {
            warnings = List.copyOf(warnings);
        }
    }

    /** The work under its locks. */
    private interface Work {
        Outcome run(StepLog log);
    }

    /**
     * Connects a site, or brings its connector to these settings.
     *
     * @param mayReload false where the web server shall not be touched
     * @throws WsconfigException where it cannot be done; then nothing is changed
     */
    public Outcome connect(ConnectorSettings settings, boolean mayReload) {
        return locked(
                settings.site(), log -> bring(settings, new ConnectorFiles(workplace.here(), true), mayReload, log));
    }

    /**
     * Brings a connector to what its cluster is now; nodes that cannot be reached are left out with a warning.
     *
     * @throws WsconfigException where it cannot be done; then nothing is changed
     */
    public Outcome follow(Connector connector, boolean mayReload) {
        ConnectorSettings settings = connector.settings();
        return locked(
                settings.site(), log -> bring(settings, new ConnectorFiles(workplace.here(), false), mayReload, log));
    }

    /**
     * Takes a connector off. The web server's files are as they were before it, but for what others changed since.
     *
     * @throws WsconfigException where it cannot be done; then the web server's files are not changed
     */
    public Outcome remove(Connector connector, boolean mayReload) {
        return locked(connector.settings().site(), log -> takeOff(connector, mayReload, log));
    }

    private Outcome bring(ConnectorSettings settings, ConnectorFiles files, boolean mayReload, StepLog log) {
        Connector connector = connectors
                .of(settings.site())
                .map(present -> present.with(settings.of(present.settings().site())))
                .orElseGet(() -> connectors.next(settings));
        FileChanges changes = new FileChanges();
        // Written first: should this process be killed in between, the next run finds the connector and goes on with
        // it.
        putSettings(connector, connector.edited(), changes);
        List<String> warnings = files.putDown(connector, changes);
        Reload reload;
        if (settings.isForIis()) {
            reload = iis(connector, "install.cmd", mayReload, log);
        } else {
            HttpdConfig config = config(settings);
            SiteCheck.check(config, settings);
            List<Connector> all = siblings(connector);
            all.add(connector);
            all.sort(Comparator.comparingInt(Connector::number));
            plan(config, all, connector, changes);
            reload = reload(config, settings, mayReload, log);
        }
        if (changes.isEmpty()) {
            return new Outcome(connector, false, false, warnings);
        }
        boolean isReloaded = new Commit(changes, reload, log).run("change " + connector.title(), warnings);
        return new Outcome(connector, true, isReloaded, warnings);
    }

    private Outcome takeOff(Connector connector, boolean mayReload, StepLog log) {
        boolean isReloaded = false;
        ConnectorSettings settings = connector.settings();
        if (settings.isForIis()) {
            requireDisconnected(connector, mayReload);
        }
        if (settings.site().folder().filter(Files::isDirectory).isPresent()) {
            FileChanges changes = new FileChanges();
            HttpdConfig config = config(settings);
            plan(config, siblings(connector), connector, changes);
            Reload reload = reload(config, settings, mayReload, log);
            isReloaded = new Commit(changes, reload, log).run("remove " + connector.title(), List.of());
        }
        if (settings.isForIis()) {
            isReloaded = iis(connector, "remove.cmd", mayReload, log).reload();
        }
        deleteFolder(connector.folder());
        log.add("removed " + connector.title());
        return new Outcome(connector, true, isReloaded, List.of());
    }

    /** The folder holds the script that does it, so it must be run before the folder goes. */
    private void requireDisconnected(Connector connector, boolean mayReload) {
        if (mayReload && !workplace.isWindows()) {
            throw new WsconfigException(connector.title() + ": the IIS is on another machine (expected: first "
                    + connector.file("remove.cmd") + " run there, then -remove -norestart)");
        }
    }

    private static HttpdConfig config(ConnectorSettings settings) {
        return HttpdEdit.read(HttpdLayout.mainFile(settings.site().folder().orElseThrow()));
    }

    private void plan(HttpdConfig config, List<Connector> all, Connector changed, FileChanges changes) {
        Set<Path> former = new HashSet<>(changed.edited());
        siblings(changed).forEach(other -> former.addAll(other.edited()));
        Map<Connector, List<Path>> edited = new ApachePlan(connectors.folder(), config, all, changes).putDown(former);
        edited.forEach((connector, files) -> putSettings(connector, files, changes));
    }

    private static void putSettings(Connector connector, List<Path> edited, FileChanges changes) {
        changes.write(
                connector.file(SettingsFile.NAME),
                SettingsFile.bytes(new SettingsFile.Content(connector.settings(), edited)));
    }

    /** The other connectors of the same web server. */
    private List<Connector> siblings(Connector connector) {
        return new ArrayList<>(connectors.all().stream()
                .filter(other -> other.number() != connector.number()
                        && !other.settings().isForIis()
                        && other.settings()
                                .site()
                                .folder()
                                .equals(connector.settings().site().folder()))
                .toList());
    }

    private Reload reload(HttpdConfig config, ConnectorSettings settings, boolean mayReload, StepLog log) {
        Optional<HttpdControl> control =
                Optional.ofNullable(controls.get(settings)).or(() -> find(config, settings));
        control.ifPresent(found -> controls.put(settings, found));
        if (control.isEmpty() && mayReload) {
            throw new WsconfigException(
                    "no program of the web server was found (expected: -bin with httpd, -script with apachectl, or"
                            + " -norestart)");
        }
        Optional<Secret> secret =
                settings.secretFile().filter(Files::isReadable).map(Secret::read);
        return control.<Reload>map(found -> new HttpdReload(found, secret, mayReload, log))
                .orElseGet(Reload::none);
    }

    private Optional<HttpdControl> find(HttpdConfig config, ConnectorSettings settings) {
        HttpdControl.Options options = new HttpdControl.Options(
                settings.bin(), settings.script(), settings.service(), workplace.path(), workplace.isWindows());
        return HttpdControl.find(config, options, workplace.runner());
    }

    private IisReload iis(Connector connector, String script, boolean mayReload, StepLog log) {
        return new IisReload(connector.file(script), workplace.runner(), mayReload && workplace.isWindows(), log);
    }

    private Outcome locked(Site site, Work work) {
        List<Path> folders = new ArrayList<>(List.of(connectors.folder()));
        site.folder().filter(Files::isDirectory).ifPresent(folders::add);
        return FolderLock.holding(folders, workplace.nanoTime(), () -> {
            StepLog log = new StepLog(workplace);
            try {
                return work.run(log);
            } finally {
                log.writeTo(connectors.of(site).map(Connector::folder).orElse(connectors.folder()));
            }
        });
    }

    private static void deleteFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new WsconfigException(folder + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
