package io.weir.wsconfig;

import io.weir.wsconfig.cluster.AdminApi;
import io.weir.wsconfig.connector.ConnectorSettings;
import io.weir.wsconfig.connector.Defaults;
import io.weir.wsconfig.connector.Protocol;
import io.weir.wsconfig.connector.Site;
import io.weir.wsconfig.connector.Source;
import io.weir.wsconfig.connector.WebServer;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.AjpTuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to connect, and with what. */
final class SiteOptions {
    @Option(names = "-ws", paramLabel = "SERVER", description = "The web server: Apache or IIS.")
    @Nullable
    String webServer;

    @Option(names = "-dir", paramLabel = "DIR", description = "Apache: the folder with httpd.conf or apache2.conf.")
    @Nullable
    Path dir;

    @Option(
            names = "-vhost",
            paramLabel = "VHOST",
            description =
                    "Apache: the virtual host by ServerName, alias or site file; All (default) for all and the main server.")
    @Nullable
    String vhost;

    @Option(names = "-site", paramLabel = "SITE", description = "IIS: the site's name, All or 0 for all.")
    @Nullable
    String site;

    @Option(
            names = "-cluster",
            paramLabel = "FILE",
            description = "The cluster.xml of a node. Default: the one beside wsconfig.")
    @Nullable
    Path cluster;

    @Option(names = "-server", paramLabel = "URL", description = "Instead of -cluster: the admin API of a node.")
    @Nullable
    String server;

    @Option(names = "-token-file", paramLabel = "FILE", description = "With -server: a file with a token.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "-secret-file",
            paramLabel = "FILE",
            description = "A copy of a node's data/ajp-secret. Default: ajp-secret beside cluster.xml.")
    @Nullable
    Path secretFile;

    @Option(names = "-protocol", paramLabel = "PROTOCOL", description = "ajp (default) or http.")
    @Nullable
    String protocol;

    @Option(
            names = "-module",
            paramLabel = "PATH",
            description = "mod_jk.so, the folder of Apache's modules, or isapi_redirect.dll. Default: looked for.")
    @Nullable
    Path module;

    @Option(names = "-bin", paramLabel = "PATH", description = "Apache's program, such as httpd. Default: looked for.")
    @Nullable
    Path bin;

    @Option(names = "-script", paramLabel = "PATH", description = "Apache's control script, such as apachectl.")
    @Nullable
    Path script;

    @Option(
            names = "-service",
            paramLabel = "NAME",
            description = "Apache's service, to be reloaded by systemctl or by Windows.")
    @Nullable
    String service;

    @Option(
            names = "-mapping",
            paramLabel = "FILE",
            description = "Own rules for what goes to the cluster. Default: everything.")
    @Nullable
    Path mapping;

    @Option(
            names = "-status",
            paramLabel = "PATH",
            description = "Apache: where mod_jk shows its state, to this machine alone.")
    @Nullable
    String status;

    @Option(names = "-packet-size", paramLabel = "BYTES", description = "Largest AJP packet. Default: 25600.")
    int packetSize = AjpTuning.DEFAULT.packetSize();

    @Option(
            names = "-reply-timeout",
            paramLabel = "SECONDS",
            description = "Longest silence of a node that has a request; 0: no limit. Default: 300.")
    long replyTimeout = AjpTuning.DEFAULT.replyTimeout().toSeconds();

    /** Where the cluster is described. */
    Source source(Path home) {
        if (server != null) {
            if (cluster != null) {
                throw WsconfigException.usage("-cluster and -server (expected: one of them)");
            }
            Path token = present(tokenFile, "-token-file", "a file with a token, which -server needs");
            return new Source.Server(AdminApi.address(server), token);
        }
        return new Source.File(absolute(Optional.ofNullable(cluster).orElseGet(() -> Defaults.cluster(home))));
    }

    /** What to connect. */
    Site site() {
        WebServer kind = WebServer.of(Optional.ofNullable(webServer)
                .orElseThrow(() -> WsconfigException.usage("no -ws (expected: -ws Apache or -ws IIS)")));
        if (kind == WebServer.IIS) {
            requireNot(dir != null, "-dir: " + dir, "-site with IIS");
            requireNot(vhost != null, "-vhost: " + vhost, "-site with IIS");
            return new Site(kind, Optional.empty(), iisSite());
        }
        requireNot(site != null, "-site: " + site, "-dir and -vhost with Apache");
        return new Site(
                kind,
                Optional.of(Defaults.folder(present(dir, "-dir", "the folder of httpd.conf or apache2.conf"))),
                virtualHost());
    }

    /** All that was asked for. */
    ConnectorSettings settings(Path home) {
        Site what = site();
        Protocol by = protocol == null ? Protocol.AJP : Protocol.of(protocol);
        Source source = source(home);
        ConnectorSettings settings = new ConnectorSettings(
                what,
                by,
                source,
                by == Protocol.AJP ? Optional.of(secret(source, home)) : Optional.empty(),
                Optional.ofNullable(module).map(path -> existing(path, "-module", "a file or folder")),
                Optional.ofNullable(bin).map(path -> existing(path, "-bin", "the web server's program")),
                Optional.ofNullable(script).map(path -> existing(path, "-script", "the web server's control script")),
                Optional.ofNullable(service)
                        .map(name -> matching(name, "-service", "[A-Za-z0-9_.@ -]+", "a service's name")),
                Optional.ofNullable(mapping).map(path -> existing(path, "-mapping", "a file of mapping rules")),
                Optional.ofNullable(status)
                        .map(path -> matching(path, "-status", "(/[A-Za-z0-9._-]+)+", "a path such as /jk-status")),
                new AjpTuning(packetSize, Duration.ofSeconds(replyTimeout)));
        requireFitting(settings);
        return settings;
    }

    private void requireFitting(ConnectorSettings settings) {
        boolean isIis = settings.site().webServer() == WebServer.IIS;
        requireNot(
                isIis && settings.protocol() == Protocol.HTTP,
                "-protocol: http",
                "ajp, which is what IIS's redirector speaks");
        requireNot(isIis && status != null, "-status: " + status, "none with IIS");
        requireNot(
                settings.protocol() == Protocol.HTTP && status != null,
                "-status: " + status,
                "none with -protocol http");
    }

    private static void requireNot(boolean isWrong, String what, String expected) {
        if (isWrong) {
            throw WsconfigException.usage(what + " (expected: " + expected + ")");
        }
    }

    private String virtualHost() {
        return vhost == null || vhost.equalsIgnoreCase(Site.ALL)
                ? Site.ALL
                : matching(vhost, "-vhost", "[^\\s\"<>\\p{Cntrl}]+", "a ServerName, an alias or a site file");
    }

    private String iisSite() {
        String given = Optional.ofNullable(site)
                .orElseThrow(() -> WsconfigException.usage("no -site (expected: the site's name in IIS, or All)"));
        return given.equals("0") || given.equalsIgnoreCase(Site.ALL) ? Site.ALL : given;
    }

    private Path secret(Source source, Path home) {
        return Optional.ofNullable(secretFile)
                .map(SiteOptions::absolute)
                .or(() -> Defaults.secret(source, home))
                .orElseThrow(
                        () -> WsconfigException.usage(
                                "no -secret-file (expected: a copy of a node's data/ajp-secret, which AJP needs; or -protocol http)"));
    }

    private static Path existing(Path path, String option, String expected) {
        if (!Files.exists(path)) {
            throw WsconfigException.usage(option + ": " + path + ": no such file (expected: " + expected + ")");
        }
        return absolute(path);
    }

    private static String matching(String value, String option, String pattern, String expected) {
        if (!value.matches(pattern)) {
            throw WsconfigException.usage(option + ": " + value + " (expected: " + expected + ")");
        }
        return value;
    }

    private static Path present(@Nullable Path path, String option, String expected) {
        if (path == null) {
            throw WsconfigException.usage("no " + option + " (expected: " + expected + ")");
        }
        return absolute(path);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
