package io.weir.addons.analytics;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of an Elasticsearch server's configuration. Pure. */
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
        String first = settings.seeds().isEmpty() ? "cluster.initial_master_nodes: [" + quoted(name) + "]\n" : "";
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

                # What the indices of past days answered: a week of latencies by API takes some 10 MB.
                indices.requests.cache.size: 10%%

                # As shares of a large disk these would stop the indices of an analytics server long before the disk is full.
                cluster.routing.allocation.disk.watermark.low: 1gb
                cluster.routing.allocation.disk.watermark.high: 500mb
                cluster.routing.allocation.disk.watermark.flood_stage: 250mb
                """.formatted(
                        quoted(settings.clusterName()),
                        quoted(name),
                        quoted(files.data()),
                        quoted(files.logs()),
                        quoted(settings.bind()),
                        settings.httpPort(),
                        settings.transportPort(),
                        settings.seeds().stream().map(ElasticsearchConf::quoted).collect(Collectors.joining(", ")),
                        first);
    }

    /** {@code jvm.options}: the server's own, without what would write beside its log. */
    static List<String> jvmOptions(List<String> own) {
        return own.stream()
                .filter(line -> !line.contains("-Xlog:gc"))
                .filter(line -> !line.contains("-XX:ErrorFile"))
                .filter(line -> !line.contains("-XX:HeapDumpPath"))
                .toList();
    }

    /** {@code jvm.options.d/weir.options}. */
    static String heapOptions(AnalyticsSettings settings, AnalyticsFiles files) {
        return """
                -Xms%1$dm
                -Xmx%1$dm
                -XX:ErrorFile=%2$s
                """.formatted(settings.heapMegabytes(), files.logs().resolve("hs_err_pid%p.log"));
    }

    /** {@code log4j2.properties}: one file of at most 10 MB, and three former ones. */
    static String logging(AnalyticsFiles files) {
        return """
                # Written by weir addons.
                status = error
                appender.file.type = RollingFile
                appender.file.name = file
                appender.file.fileName = %1$s/elasticsearch.log
                appender.file.filePattern = %1$s/elasticsearch.%%i.log
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = [%%d{ISO8601}][%%-5p][%%c{1.}] %%m%%n
                appender.file.policies.type = Policies
                appender.file.policies.size.type = SizeBasedTriggeringPolicy
                appender.file.policies.size.size = 10MB
                appender.file.strategy.type = DefaultRolloverStrategy
                appender.file.strategy.max = 3
                rootLogger.level = info
                rootLogger.appenderRef.file.ref = file
                """.formatted(files.logs().toString().replace('\\', '/'));
    }

    private static String quoted(Path path) {
        return quoted(path.toString());
    }

    /** In YAML's single quotes, within which only they themselves mean anything. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
