package io.weir.cli;

import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir start}. */
@Command(
        name = "start",
        description = "Run one node in the foreground.",
        footer = {
            "",
            "SIGTERM (and Ctrl-C) drains: requests in flight finish, then it exits with 0. A second one ends it at once."
        })
final class StartCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--conf", paramLabel = "DIR", description = "Where config.xml is (default: conf in Weir's folder).")
    private @Nullable Path conf;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the node keeps what must outlive it (default: data in Weir's folder).")
    private @Nullable Path data;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Override a setting of config.xml, such as listeners.http.port=8081. May be given several times.")
    private List<String> sets = new ArrayList<>();

    StartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        for (String set : sets) {
            if (set.indexOf('=') <= 0) {
                throw CommandException.usage("--set: " + set + " (expected: PATH=VALUE)");
            }
        }
        StopSignals signals = StopSignals.install();
        try (ForegroundNode node = ForegroundNode.start(
                context,
                conf == null ? context.defaultConf() : conf,
                data == null ? context.defaultData() : data,
                context.environment(),
                sets)) {
            context.say("started: " + listeners(node.config()));
            signals.await();
            context.say("stopping; a second signal ends it at once");
        }
        return ExitCodes.OK;
    }

    private static String listeners(NodeConfig config) {
        NodeConfig.Listeners listeners = config.listeners();
        boolean isShared = config.cluster().sharedListeners();
        List<String> addresses = new ArrayList<>();
        if (isShared) {
            addresses.add("traffic where the cluster says");
        }
        if (!isShared && listeners.http().enabled()) {
            addresses.add("traffic on http://"
                    + address(listeners.http().host(), listeners.http().port()));
        }
        if (!isShared && listeners.https().enabled()) {
            addresses.add("traffic on https://"
                    + address(listeners.https().host(), listeners.https().port()));
        }
        if (listeners.admin().enabled()) {
            String scheme = listeners.admin().tls() ? "https" : "http";
            addresses.add("admin API on " + scheme + "://"
                    + address(listeners.admin().host(), listeners.admin().port()));
        }
        return String.join(", ", addresses);
    }

    private static String address(String host, int port) {
        return new NodeConfig.Address(host, port).toString();
    }
}
