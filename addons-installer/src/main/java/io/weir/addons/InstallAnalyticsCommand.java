package io.weir.addons;

import io.weir.cli.ExitCodes;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir addons install analytics}. */
@Command(
        name = "analytics",
        description = "Install an Analytics server: a real Elasticsearch, alone or one of several.",
        footer = {
            "",
            "The first server of a cluster has no --seed; each further one names the transport port of one that is there.",
            "Run again, it changes what is given and differs, and nothing else."
        })
final class InstallAnalyticsCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final InstallOptions options = new InstallOptions();

    @Option(names = "--http-port", paramLabel = "PORT", description = "The port for nodes (default: 9200).")
    private @Nullable Integer httpPort;

    @Option(
            names = "--transport-port",
            paramLabel = "PORT",
            description = "The port for other servers of the cluster (default: 9300).")
    private @Nullable Integer transportPort;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on (default: 127.0.0.1).")
    private @Nullable String bind;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            description = "The cluster's name (default: groot-elasticsearch).")
    private @Nullable String clusterName;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "The transport port of a server whose cluster it shall join. May be given several times.")
    private @Nullable List<String> seeds;

    @Option(names = "--heap", paramLabel = "SIZE", description = "The Java heap, such as 2g (default: 512m).")
    private @Nullable String heap;

    InstallAnalyticsCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        AnalyticsRequest request = new AnalyticsRequest(httpPort, transportPort, bind, clusterName, seeds, heap);
        new AnalyticsInstallation(workplace)
                .install(options.dir(), request, options.from(), options.user, !options.isNotStarted);
        return ExitCodes.OK;
    }
}
