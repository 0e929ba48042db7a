package io.weir.elastic;

import java.nio.file.Path;
import java.util.List;

/** What stands in the configuration of every Elasticsearch server that Weir runs, a node's own or an add-on's. Pure. */
public final class ServerTexts {
    /** Lines of {@code elasticsearch.yml}. */
    public static final String SETTINGS = """

            # What the indices of past days answered: a week of latencies by API takes some 10 MB.
            indices.requests.cache.size: 10%

            # As shares of a large disk these would stop the indices of an analytics server long before the disk is full.
            cluster.routing.allocation.disk.watermark.low: 1gb
            cluster.routing.allocation.disk.watermark.high: 500mb
            cluster.routing.allocation.disk.watermark.flood_stage: 250mb
            """;

    private ServerTexts() {}

    /** {@code log4j2.properties}: one file of at most 10 MB, and three former ones. */
    public static String logging(Path logs) {
        return """
                # Written by Weir.
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
                """.formatted(logs.toString().replace('\\', '/'));
    }

    /**
     * {@code jvm.options}: the server's own, without what would write elsewhere than to its log.
     *
     * @param own the lines of the file that the server brings
     */
    public static List<String> vmOptions(List<String> own) {
        return own.stream()
                .filter(line -> !line.contains("-Xlog:gc"))
                .filter(line -> !line.contains("-XX:ErrorFile"))
                .filter(line -> !line.contains("-XX:HeapDumpPath"))
                .toList();
    }

    /** {@code jvm.options.d/weir.options}. */
    public static String heap(long megabytes, Path logs) {
        return """
                -Xms%1$dm
                -Xmx%1$dm
                -XX:ErrorFile=%2$s
                """.formatted(megabytes, logs.resolve("hs_err_pid%p.log"));
    }

    /** In YAML's single quotes, within which only they themselves mean anything. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
