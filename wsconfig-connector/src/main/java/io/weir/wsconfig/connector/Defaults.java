package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.httpd.HttpdLayout;
import io.weir.wsconfig.httpd.VirtualHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is meant where a user did not say, and what there is to choose from. */
public final class Defaults {
    private static final String SECRET = "ajp-secret";

    private Defaults() {}

    /** The {@code cluster.xml} beside wsconfig, or where a node on this machine writes it. */
    public static Path cluster(Path home) {
        return Stream.of(home.resolve("cluster.xml"), home.resolve("conf").resolve("cluster.xml"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(home.resolve("cluster.xml"));
    }

    /** The secret beside the description of the cluster, or in the data of the node that wrote that description. */
    public static Optional<Path> secret(Source source, Path home) {
        Path beside = source instanceof Source.File file
                ? file.path().toAbsolutePath().resolveSibling("")
                : home;
        return Stream.of(beside.resolve(SECRET), beside.resolveSibling("data").resolve(SECRET), home.resolve(SECRET))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The folder of a web server's main file, by its one real path: another name of it is the same web server. */
    public static Path folder(Path given) {
        try {
            return HttpdLayout.mainFile(given)
                    .toAbsolutePath()
                    .resolveSibling("")
                    .toRealPath();
        } catch (IOException e) {
            throw new WsconfigException("-dir: " + given + ": " + e.getMessage(), e);
        }
    }

    /** The virtual hosts that are in force there, as {@code -vhost} names them. */
    public static List<String> virtualHosts(Path folder) {
        return HttpdEdit.read(HttpdLayout.mainFile(folder)).virtualHosts().stream()
                .map(VirtualHost::title)
                .distinct()
                .toList();
    }
}
