package io.weir.wsconfig.console;

import io.weir.wsconfig.connector.ConnectorSettings;
import io.weir.wsconfig.connector.Defaults;
import io.weir.wsconfig.connector.Protocol;
import io.weir.wsconfig.connector.Site;
import io.weir.wsconfig.connector.Source;
import io.weir.wsconfig.connector.WebServer;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.httpd.HttpdLayout;
import io.weir.wsconfig.text.AjpTuning;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for a connector's settings, with a default for each, and changes nothing itself. One thread. */
public final class Guide {
    private final Questions questions;
    private final Path home;
    private final boolean isWindows;

    /**
     * @param home where {@code cluster.xml} and the secret are looked for
     * @param isWindows whether IIS is likelier than Apache
     */
    public Guide(BufferedReader in, PrintWriter out, Path home, boolean isWindows) {
        this.questions = new Questions(in, out);
        this.home = home;
        this.isWindows = isWindows;
    }

    /**
     * What was answered.
     *
     * @param mayReload whether the web server may be reloaded
     */
    public record Answer(ConnectorSettings settings, boolean mayReload) {}

    /** Asks; empty where the user did not want it in the end, or went away in between. */
    public Optional<Answer> ask() {
        try {
            questions.say("Connects a web server to a Weir cluster. Enter takes what stands in brackets; Ctrl-D ends.");
            Site site = site();
            Source source = questions.ask(
                    "cluster.xml of a node", Defaults.cluster(home).toString(), Guide::readableCluster);
            Protocol protocol = site.webServer() == WebServer.IIS
                    ? Protocol.AJP
                    : questions.ask("Protocol, ajp or http", Protocol.AJP.title(), Protocol::of);
            Optional<Path> secret = protocol == Protocol.AJP ? Optional.of(secret(source)) : Optional.empty();
            boolean mayReload = questions.confirm("Reload the web server afterwards?");
            questions.say("");
            questions.say("  " + site.title() + ", by " + protocol.title() + ", to the cluster in " + source.title());
            return questions.confirm("Connect?")
                    ? Optional.of(new Answer(settings(site, source, protocol, secret), mayReload))
                    : Optional.empty();
        } catch (Questions.EndOfAnswers wentAway) {
            return Optional.empty();
        }
    }

    private Site site() {
        WebServer fallback = isWindows ? WebServer.IIS : WebServer.APACHE;
        WebServer server = questions.ask("Web server, Apache or IIS", fallback.title(), WebServer::of);
        if (server == WebServer.IIS) {
            String name = questions.ask("Site, or All", "Default Web Site", answer -> answer);
            return new Site(server, Optional.empty(), all(name));
        }
        String installed = HttpdLayout.installed().map(Path::toString).orElse("");
        Path folder = questions.ask(
                "Folder with httpd.conf or apache2.conf", installed, answer -> Defaults.folder(path(answer)));
        List<String> hosts = Defaults.virtualHosts(folder);
        if (!hosts.isEmpty()) {
            questions.say("  virtual hosts: " + String.join(", ", hosts));
        }
        return new Site(
                server, Optional.of(folder), all(questions.ask("Virtual host, or All", Site.ALL, answer -> answer)));
    }

    private static String all(String name) {
        return name.equalsIgnoreCase(Site.ALL) ? Site.ALL : name;
    }

    private Path secret(Source source) {
        String fallback = Defaults.secret(source, home).map(Path::toString).orElse("");
        return questions.ask("Copy of a node's data/ajp-secret", fallback, Guide::readableFile);
    }

    private static ConnectorSettings settings(Site site, Source source, Protocol protocol, Optional<Path> secret) {
        return new ConnectorSettings(
                site,
                protocol,
                source,
                secret,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AjpTuning.DEFAULT);
    }

    private static Source readableCluster(String answer) {
        Source source = new Source.File(readableFile(answer));
        source.open().read();
        return source;
    }

    private static Path readableFile(String answer) {
        Path file = path(answer);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new WsconfigException(file + " (expected: a file that can be read)");
        }
        return file;
    }

    private static Path path(String answer) {
        try {
            return Path.of(answer).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new WsconfigException(answer + " (expected: a path)", e);
        }
    }
}
