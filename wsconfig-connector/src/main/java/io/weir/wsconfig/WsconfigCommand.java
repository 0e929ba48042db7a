package io.weir.wsconfig;

import io.weir.wsconfig.cluster.Cluster;
import io.weir.wsconfig.cluster.Members;
import io.weir.wsconfig.connector.Connector;
import io.weir.wsconfig.connector.ConnectorSettings;
import io.weir.wsconfig.connector.ConnectorWork;
import io.weir.wsconfig.connector.Connectors;
import io.weir.wsconfig.connector.WebServer;
import io.weir.wsconfig.connector.Workplace;
import io.weir.wsconfig.console.Guide;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.Snippets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The one command. What it does follows from its options; without any it asks. */
@Command(
        name = "wsconfig",
        sortOptions = false,
        usageHelpAutoWidth = true,
        customSynopsis = {
            "wsconfig -ws Apache -dir DIR -vhost VHOST|All [OPTIONS]",
            "       wsconfig -ws IIS -site SITE|All [OPTIONS]",
            "       wsconfig -list",
            "       wsconfig -remove -ws … -dir … -vhost … | -remove -connector N",
            "       wsconfig -watch [-connector N] [-unit]",
            "       wsconfig -snippet nginx|haproxy [-cluster FILE]",
            "       wsconfig                    (asks)"
        },
        description = "Connects a web server to a Weir cluster.",
        footer = {"", "Exit codes: 0 done, 1 failed and nothing changed, 2 called wrongly."})
final class WsconfigCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final boolean isGuided;

    @Mixin
    SiteOptions site = new SiteOptions();

    @Option(names = "-list", description = "Show the connectors.")
    boolean list;

    @Option(names = "-remove", description = "Take a connector off: the web server's files become what they were.")
    boolean remove;

    @Option(names = "-watch", description = "Follow the clusters of the connectors until ended.")
    boolean watch;

    @Option(names = "-unit", description = "With -watch: print a systemd unit that does it.")
    boolean unit;

    @Option(names = "-snippet", paramLabel = "SERVER", description = "Print configuration for nginx or haproxy.")
    @Nullable
    String snippet;

    @Option(names = "-connector", paramLabel = "N", description = "With -remove and -watch: this connector.")
    @Nullable
    Integer connector;

    @Option(
            names = "-connectors",
            paramLabel = "DIR",
            description = "Where connectors are kept. Default: connectors beside wsconfig.")
    @Nullable
    Path connectorsFolder;

    @Option(names = "-norestart", description = "Do not reload the web server.")
    boolean noRestart;

    @Option(names = "-v", description = "Tell each step.")
    boolean verbose;

    @Option(
            names = {"-h", "-help", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** @param isGuided whether it was called without arguments */
    WsconfigCommand(Surroundings surroundings, boolean isGuided) {
        this.surroundings = surroundings;
        this.isGuided = isGuided;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireOneMode();
        if (isGuided) {
            new Guide(
                            surroundings.in(),
                            surroundings.out(),
                            surroundings.home(),
                            surroundings.workplace().isWindows())
                    .ask()
                    .ifPresentOrElse(answer -> connect(answer.settings(), answer.mayReload()), () -> {
                        throw new WsconfigException("ended: nothing was changed");
                    });
        } else if (list) {
            connectors().all().forEach(this::print);
        } else if (remove) {
            remove();
        } else if (watch) {
            new WatchMode(surroundings, connectors(), work(), Optional.ofNullable(connector), !noRestart).run(unit);
        } else if (snippet != null) {
            surroundings.out().print(snippet(snippet));
        } else {
            connect(site.settings(surroundings.home()), !noRestart);
        }
        return CommandLineInterface.OK;
    }

    private void requireOneMode() {
        long modes = List.of(list, remove, watch, snippet != null).stream()
                .filter(each -> each)
                .count();
        if (modes > 1) {
            throw WsconfigException.usage("-list, -remove, -watch, -snippet (expected: one of them)");
        }
        if (unit && !watch) {
            throw WsconfigException.usage("-unit (expected: with -watch)");
        }
        if (connector != null && !remove && !watch) {
            throw WsconfigException.usage("-connector: " + connector + " (expected: with -remove or -watch)");
        }
    }

    private void connect(ConnectorSettings settings, boolean mayReload) {
        ConnectorWork.Outcome outcome = work().connect(settings, mayReload);
        outcome.warnings().forEach(surroundings::say);
        if (!outcome.isChanged()) {
            surroundings.print(outcome.connector().title() + ": nothing to change");
            return;
        }
        surroundings.print(outcome.connector().title() + ": connected; " + nextStep(outcome));
    }

    private void remove() {
        Connector found = connector != null
                ? connectors().numbered(connector)
                : connectors()
                        .of(site.site())
                        .orElseThrow(() -> new WsconfigException(
                                site.site().title() + ": not connected (expected: one of those that -list shows)"));
        ConnectorWork.Outcome outcome = work().remove(found, !noRestart);
        surroundings.print(
                found.title() + ": removed; web server " + (outcome.isReloaded() ? "reloaded" : "not reloaded"));
    }

    private String nextStep(ConnectorWork.Outcome outcome) {
        if (outcome.isReloaded()) {
            return "web server reloaded";
        }
        boolean isIis = outcome.connector().settings().site().webServer() == WebServer.IIS;
        return isIis
                ? "on the machine of the IIS, run "
                        + outcome.connector().folder().resolve("install.cmd") + " as administrator"
                : "web server not reloaded";
    }

    private void print(Connector each) {
        ConnectorSettings settings = each.settings();
        surroundings.print(each.number() + "  " + settings.site().title() + "  "
                + settings.protocol().title() + "  " + settings.source().title());
    }

    private String snippet(String server) {
        Cluster cluster = site.source(surroundings.home()).open().read();
        Members members =
                Members.select(cluster, "http", surroundings.workplace().here(), true);
        return switch (server) {
            case "nginx" -> Snippets.nginx(cluster.name(), members.all());
            case "haproxy" -> Snippets.haproxy(cluster.name(), members.all());
            default -> throw WsconfigException.usage("-snippet: " + server + " (expected: nginx or haproxy)");
        };
    }

    private Connectors connectors() {
        return new Connectors(
                Optional.ofNullable(connectorsFolder).orElse(surroundings.home().resolve("connectors")));
    }

    private ConnectorWork work() {
        Workplace silent = surroundings.workplace();
        Workplace workplace = new Workplace(
                silent.here(),
                silent.runner(),
                silent.path(),
                silent.isWindows(),
                silent.clock(),
                silent.nanoTime(),
                verbose ? surroundings::say : line -> {});
        return new ConnectorWork(connectors(), workplace);
    }
}
