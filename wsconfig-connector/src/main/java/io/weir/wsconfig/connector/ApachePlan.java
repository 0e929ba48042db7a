package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.files.FileChanges;
import io.weir.wsconfig.files.FileText;
import io.weir.wsconfig.files.MarkedBlock;
import io.weir.wsconfig.httpd.HttpdConfig;
import io.weir.wsconfig.httpd.HttpdLayout;
import io.weir.wsconfig.httpd.VirtualHost;
import io.weir.wsconfig.text.ModJk;
import io.weir.wsconfig.text.ModProxy;
import io.weir.wsconfig.text.QuotedPath;
import io.weir.wsconfig.text.WorkersProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an Apache httpd needs so that exactly these connectors are in force: {@code mod_jk.conf} and {@code mod_proxy_weir.conf} beside the
 * main file, one marked include of each in it, and a marked include in each virtual host. One thread.
 */
final class ApachePlan {
    static final String MOD_JK = "mod_jk.conf";
    static final String MOD_PROXY = "mod_proxy_weir.conf";

    private final Path home;
    private final HttpdConfig config;
    private final List<Connector> connectors;
    private final FileChanges changes;
    private final HttpdEdit edit;

    /**
     * @param home the folder of the connectors
     * @param connectors all of this web server that shall be in force, by number; their own files are put down in {@code changes} already
     */
    ApachePlan(Path home, HttpdConfig config, List<Connector> connectors, FileChanges changes) {
        this.home = home;
        this.config = config;
        this.connectors = List.copyOf(connectors);
        this.changes = changes;
        this.edit = new HttpdEdit(config);
    }

    /**
     * Puts the changes down.
     *
     * @param former files that may still have lines of ours
     * @return for each connector the files that have lines of it
     */
    Map<Connector, List<Path>> putDown(Set<Path> former) {
        requireOneProtocolForAll();
        requireOwn(MOD_JK);
        requireOwn(MOD_PROXY);
        putMainFile(MOD_JK, of(Protocol.AJP), this::modJk);
        putMainFile(MOD_PROXY, of(Protocol.HTTP), this::modProxy);
        Map<Connector, List<Path>> edited = new HashMap<>();
        for (Connector connector : connectors) {
            Set<Path> files = new LinkedHashSet<>();
            files.add(HttpdEdit.real(config.mainFile()));
            hosts(connector).forEach(host -> files.add(HttpdEdit.real(host.file())));
            edited.put(connector, List.copyOf(files));
        }
        for (Connector connector : connectors) {
            keepOriginals(connector, edited.getOrDefault(connector, List.of()));
        }
        edit.putInto(changes, former);
        return edited;
    }

    private List<Connector> of(Protocol protocol) {
        return connectors.stream()
                .filter(connector -> connector.settings().protocol() == protocol)
                .toList();
    }

    private interface MainText {
        String of(List<Connector> connectors);
    }

    private void putMainFile(String name, List<Connector> some, MainText text) {
        Path file = config.mainFile().resolveSibling(name);
        Optional<String> present = changes.content(file).map(FileText::of);
        if (some.isEmpty()) {
            present.filter(content -> content.startsWith(ModJk.MADE_BY)).ifPresent(content -> changes.delete(file));
            return;
        }
        present.ifPresent(content -> requireOurs(file, content));
        changes.write(file, text.of(some).getBytes(StandardCharsets.UTF_8));
        edit.addToMainFile(new MarkedBlock(name, List.of("Include " + QuotedPath.of(file))));
        some.forEach(this::addToHosts);
    }

    private static void requireOurs(Path file, String content) {
        if (!content.startsWith(ModJk.MADE_BY)) {
            throw new WsconfigException(
                    file + ": was not made by wsconfig (expected: no such file; move what is in it elsewhere)");
        }
    }

    /** Connectors of another folder are not known here, and so they cannot be kept. */
    private void requireOwn(String name) {
        Path file = config.mainFile().resolveSibling(name);
        Optional<String> text = changes.content(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(content -> content.startsWith(ModJk.MADE_BY));
        if (text.isPresent() && text.get().lines().noneMatch(ModJk.owner(home)::equals)) {
            throw new WsconfigException(
                    file + ": belongs to connectors of another folder, which it names in its second line"
                            + " (expected: -connectors with that folder)");
        }
    }

    /** What holds for all would meet what holds for one, and which of the two modules wins is not ours to say. */
    private void requireOneProtocolForAll() {
        Optional<Connector> forAll = connectors.stream()
                .filter(connector -> connector.settings().site().isAll())
                .findFirst();
        connectors.stream()
                .filter(connector -> forAll.isPresent()
                        && connector.settings().protocol()
                                != forAll.get().settings().protocol())
                .findFirst()
                .ifPresent(other -> {
                    throw new WsconfigException(forAll.get().title() + " and " + other.title()
                            + ": one speaks ajp and one http (expected: the same -protocol for both)");
                });
    }

    private void addToHosts(Connector connector) {
        String file = connector.settings().protocol() == Protocol.AJP ? "mod_jk_vhost.conf" : "mod_proxy_vhost.conf";
        MarkedBlock block = new MarkedBlock(
                "connector " + connector.number(), List.of("Include " + QuotedPath.of(connector.file(file))));
        hosts(connector).forEach(host -> edit.addTo(host, block));
    }

    /**
     * The virtual hosts that get a connector's lines: those of its name, or all that have no connector of their own. The main server's lines
     * reach them all, those that are added later too, but httpd does not pass its AllowEncodedSlashes on to virtual hosts.
     */
    private List<VirtualHost> hosts(Connector connector) {
        boolean isForAll = connector.settings().site().isAll();
        return config.virtualHosts().stream()
                .filter(host ->
                        isForAll ? connectors.stream().noneMatch(other -> isFor(other, host)) : isFor(connector, host))
                .toList();
    }

    private static boolean isFor(Connector connector, VirtualHost host) {
        return !connector.settings().site().isAll()
                && host.isCalled(connector.settings().site().name());
    }

    private String modJk(List<Connector> some) {
        boolean isFree = config.directives("JkWorkersFile").findAny().isEmpty();
        List<ModJk.Part> parts = new ArrayList<>();
        for (Connector connector : some) {
            boolean isWorkersFile = isFree && parts.isEmpty();
            Path directives = connector.file("workers.conf");
            if (isWorkersFile) {
                changes.delete(directives);
            } else {
                changes.writeProtected(directives, directives(connector));
            }
            parts.add(new ModJk.Part(
                    connector.folder(),
                    isWorkersFile,
                    connector.settings().site().isAll()));
        }
        ModJk.Existing existing = new ModJk.Existing(
                config.directives("JkLogFile").anyMatch(directive -> !directive.isInVirtualHost()),
                config.directives("JkShmFile").findAny().isPresent(),
                config.directives("JkWatchdogInterval").findAny().isPresent());
        return ModJk.main(home, module("jk_module", "mod_jk.so", some), existing, parts);
    }

    private byte[] directives(Connector connector) {
        byte[] workers = changes.content(connector.file("workers.properties"))
                .orElseThrow(() -> new WsconfigException(connector.file("workers.properties")
                        + ": is missing (expected: as wsconfig wrote it; run it again for "
                        + connector.settings().site().title() + ")"));
        return WorkersProperties.directives(new String(workers, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String modProxy(List<Connector> some) {
        Map<String, Path> modules = new HashMap<>();
        ModProxy.moduleFiles()
                .forEach((name, file) -> module(name, file, some).ifPresent(path -> modules.put(name, path)));
        return ModProxy.main(
                home,
                modules,
                some.stream()
                        .map(connector -> new ModProxy.Part(
                                connector.folder(), connector.settings().site().isAll()))
                        .toList());
    }

    /** The file to load; empty where the module is not found but loaded by the configuration anyway. */
    private Optional<Path> module(String identifier, String file, List<Connector> some) {
        Optional<Path> given = some.stream()
                .flatMap(connector -> connector.settings().module().stream())
                .findFirst();
        Optional<Path> found = HttpdLayout.module(given, config, file);
        if (found.isEmpty() && config.module(identifier).isEmpty()) {
            throw new WsconfigException(file + ": not found "
                    + given.map(path -> "by -module " + path).orElse("in the web server's module folders")
                    + " (expected: -module with the file or its folder"
                    + (identifier.equals("jk_module") ? "; on Debian, apt install libapache2-mod-jk)" : ")"));
        }
        return found;
    }

    /** A file's bytes before our first line came into it; kept with the first connector that put one there. */
    private void keepOriginals(Connector connector, List<Path> files) {
        for (Path file : files) {
            Path backup = backup(connector, file);
            if (changes.content(backup).isEmpty()) {
                changes.writeProtected(backup, HttpdEdit.original(changes, file));
            }
        }
    }

    private static Path backup(Connector connector, Path file) {
        Path folder = connector.file("backup");
        for (Path part : file.toAbsolutePath().normalize()) {
            folder = folder.resolve(part.toString());
        }
        return folder;
    }
}
