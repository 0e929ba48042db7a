package io.weir.wsconfig.connector;

import io.weir.wsconfig.cluster.Cluster;
import io.weir.wsconfig.cluster.LocalAddresses;
import io.weir.wsconfig.cluster.Members;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.files.FileChanges;
import io.weir.wsconfig.text.Iis;
import io.weir.wsconfig.text.Mapping;
import io.weir.wsconfig.text.ModJk;
import io.weir.wsconfig.text.ModProxy;
import io.weir.wsconfig.text.Secret;
import io.weir.wsconfig.text.WorkersProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts down the files of a connector's own folder, as the cluster is now. One thread. */
final class ConnectorFiles {
    private static final String DLL = "isapi_redirect.dll";

    private final LocalAddresses here;
    private final boolean isStrict;

    /** @param isStrict whether a node that cannot be reached is a failure; else it is left out with a warning */
    ConnectorFiles(LocalAddresses here, boolean isStrict) {
        this.here = here;
        this.isStrict = isStrict;
    }

    /**
     * Puts them down.
     *
     * @return warnings
     */
    List<String> putDown(Connector connector, FileChanges changes) {
        ConnectorSettings settings = connector.settings();
        Cluster cluster = settings.source().open().read();
        Members members = Members.select(cluster, settings.protocol().title(), here, isStrict);
        Mapping mapping = settings.mapping().map(Mapping::read).orElse(Mapping.EVERYTHING);
        if (settings.protocol() == Protocol.HTTP) {
            long seconds = settings.tuning().replyTimeout().toSeconds();
            write(changes, connector, "balancer.conf", ModProxy.balancer(connector.names(), members.all(), seconds));
            write(changes, connector, "mod_proxy_vhost.conf", ModProxy.virtualHost(connector.names(), mapping));
            drop(
                    changes,
                    connector,
                    "workers.properties",
                    "workers.conf",
                    "uriworkermap.properties",
                    "mod_jk_vhost.conf");
            return members.warnings();
        }
        WorkersProperties workers = new WorkersProperties(
                connector.names(), members.all(), secret(settings), settings.tuning(), settings.statusPath());
        changes.writeProtected(connector.file("workers.properties"), bytes(workers.text()));
        write(
                changes,
                connector,
                "uriworkermap.properties",
                mapping.workerMap(connector.names(), settings.statusPath()));
        if (settings.isForIis()) {
            putDownIis(connector, changes);
        } else {
            write(
                    changes,
                    connector,
                    "mod_jk_vhost.conf",
                    ModJk.virtualHost(connector.folder(), connector.names(), settings.statusPath()));
            drop(changes, connector, "balancer.conf", "mod_proxy_vhost.conf");
        }
        return members.warnings();
    }

    private static void putDownIis(Connector connector, FileChanges changes) {
        Iis iis = new Iis(connector.number(), connector.settings().site().name());
        write(changes, connector, "isapi_redirect.properties", iis.properties());
        write(changes, connector, "install.cmd", iis.install());
        write(changes, connector, "remove.cmd", iis.remove());
        connector.settings().module().ifPresent(module -> changes.write(connector.file(DLL), content(module)));
    }

    private static Secret secret(ConnectorSettings settings) {
        Optional<Path> file = settings.secretFile();
        return Secret.read(file.orElseThrow(() -> WsconfigException.usage(
                "no -secret-file (expected: a copy of a node's data/ajp-secret, which AJP needs)")));
    }

    private static void write(FileChanges changes, Connector connector, String name, String text) {
        changes.write(connector.file(name), bytes(text));
    }

    private static void drop(FileChanges changes, Connector connector, String... names) {
        for (String name : names) {
            changes.delete(connector.file(name));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] content(Path module) {
        try {
            return Files.readAllBytes(module);
        } catch (IOException e) {
            throw new WsconfigException(module + ": cannot be read (expected: isapi_redirect.dll, by -module)", e);
        }
    }
}
