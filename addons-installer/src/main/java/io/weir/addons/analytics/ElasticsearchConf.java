package io.weir.addons.analytics;

import io.weir.elastic.ServerTexts;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What an Elasticsearch server's configuration says that depends on the settings of an add-on. Pure. */
final class ElasticsearchConf {
    private ElasticsearchConf() {}

    /**
     * {@code elasticsearch.yml}.
     *
     * @param files in their final place
     * @param host the machine's name, for a name that no other server of the cluster has
     */
    static String yaml(AnalyticsSettings settings, AnalyticsFiles files, String host) {
        String name = host + "-" + settings.transportPort();
        String first =
                settings.seeds().isEmpty() ? "cluster.initial_master_nodes: [" + ServerTexts.quoted(name) + "]\n" : "";
        return """
                # Written by weir addons; what you change here is lost when the settings are changed by weir addons.
                cluster.name: %s
                node.name: %s
                path.data: %s
                path.logs: %s
                network.host: %s
                http.port: %d
                transport.port: %d
                discovery.seed_hosts: [%s]
                %sxpack.security.enabled: false
                """.formatted(
                        ServerTexts.quoted(settings.clusterName()),
                        ServerTexts.quoted(name),
                        quoted(files.data()),
                        quoted(files.logs()),
                        ServerTexts.quoted(settings.bind()),
                        settings.httpPort(),
                        settings.transportPort(),
                        settings.seeds().stream().map(ServerTexts::quoted).collect(Collectors.joining(", ")),
                        first)
                + ServerTexts.SETTINGS;
    }

    private static String quoted(Path path) {
        return ServerTexts.quoted(path.toString());
    }
}
