package io.weir.wsconfig.connector;

import io.weir.wsconfig.text.AjpTuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A web server's configuration folder, a cluster's description and wsconfig's own folder, all in one temporary folder. */
final class WorkFixture {
    static final String SECRET = "AJP-s3cret";

    final Path root;
    final Path conf;
    final FakeWebServer webServer = new FakeWebServer();
    final Connectors connectors;
    final List<String> steps = new ArrayList<>();
    private boolean isWindows;

    WorkFixture(Path temp) throws IOException {
        root = temp.toRealPath();
        conf = Files.createDirectories(root.resolve("conf"));
        connectors = new Connectors(root.resolve("connectors"));
        write("ajp-secret", SECRET + "\n");
        write("mod_jk.so", "");
        write("apachectl", "");
        nodes("<node id='n-1' host='10.0.0.5' state='up' weight='2'><http port='8080'/><ajp port='8009'/></node>");
    }

    static WorkFixture debian(Path temp) throws IOException {
        WorkFixture fixture = new WorkFixture(temp);
        fixture.write(
                "conf/apache2.conf", "User www\nIncludeOptional mods-enabled/*\nIncludeOptional sites-enabled/*.conf");
        fixture.write("conf/sites-available/shop.conf", """
                <VirtualHost *:80>
                \tServerName shop.example.com
                </VirtualHost>
                <VirtualHost *:443>
                \tServerName shop.example.com
                </VirtualHost>
                """);
        fixture.write(
                "conf/sites-available/blog.conf",
                "<VirtualHost *:80>\r\n  ServerName blog.example.com\r\n</VirtualHost>\r\n");
        Files.createDirectories(fixture.conf.resolve("sites-enabled"));
        for (String site : List.of("shop.conf", "blog.conf")) {
            Files.createSymbolicLink(
                    fixture.conf.resolve("sites-enabled").resolve(site), Path.of("../sites-available/" + site));
        }
        return fixture;
    }

    void windows() {
        isWindows = true;
    }

    ConnectorWork work() {
        return new ConnectorWork(connectors, workplace());
    }

    Workplace workplace() {
        return new Workplace(
                host -> false,
                webServer,
                "",
                isWindows,
                InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")),
                System::nanoTime,
                steps::add);
    }

    ConnectorSettings settings(String virtualHost) {
        return settings(virtualHost, Protocol.AJP);
    }

    ConnectorSettings settings(String virtualHost, Protocol protocol) {
        return new ConnectorSettings(
                new Site(WebServer.APACHE, Optional.of(conf), virtualHost),
                protocol,
                new Source.File(root.resolve("cluster.xml")),
                protocol == Protocol.AJP ? Optional.of(root.resolve("ajp-secret")) : Optional.empty(),
                protocol == Protocol.AJP ? Optional.of(root.resolve("mod_jk.so")) : Optional.of(modules()),
                Optional.empty(),
                Optional.of(root.resolve("apachectl")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AjpTuning.DEFAULT);
    }

    private Path modules() {
        for (String name :
                List.of("headers", "proxy", "proxy_http", "proxy_balancer", "slotmem_shm", "lbmethod_byrequests")) {
            write("modules/mod_" + name + ".so", "");
        }
        return root.resolve("modules");
    }

    void nodes(String nodes) {
        write("cluster.xml", "<cluster name='weir' generation='1'>" + nodes + "</cluster>");
    }

    Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below this folder with its content and its rights. */
    Map<String, String> snapshot(String folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root.resolve(folder))) {
            for (Path file : all.toList()) {
                files.put(root.relativize(file).toString(), Files.isRegularFile(file) ? content(file) : "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String content(Path file) throws IOException {
        return Files.getPosixFilePermissions(file) + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
