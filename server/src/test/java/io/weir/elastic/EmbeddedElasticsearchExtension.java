package io.weir.elastic;

import static org.junit.jupiter.api.extension.ExtensionContext.Namespace.GLOBAL;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.AnalyticsMode;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One real Elasticsearch for all tests of this JVM, started when the first one needs it and stopped at the end. With
 * {@code -Dweir.tests.elasticsearch=PORT} they use the one that listens there on loopback instead, of whatever version, whose cluster has
 * to be called {@code weir-tests}.
 */
public final class EmbeddedElasticsearchExtension implements BeforeAllCallback {
    private static final String NAME = "weir-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private NodeConfig.Analytics settings = NodeConfig.defaults().analytics();

    @Override
    public void beforeAll(ExtensionContext context) {
        Integer given = Integer.getInteger("weir.tests.elasticsearch");
        if (given != null) {
            settings = external(given);
            return;
        }
        settings = context.getRoot()
                .getStore(GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .settings();
    }

    private static NodeConfig.Analytics external(int port) {
        return with(
                NodeConfig.defaults().analytics(),
                AnalyticsMode.EXTERNAL,
                List.of(new Address("127.0.0.1", port)),
                NAME);
    }

    /** How to reach it: external, enabled. */
    public NodeConfig.Analytics settings() {
        return settings;
    }

    /** Removes all indices and templates. */
    public void clear() throws Exception {
        try (ElasticCluster cluster = new ElasticCluster(settings)) {
            for (String index : IndexLayout.of(cluster.ask(ElasticRequest.get("/weir-*/_alias")))
                    .members()
                    .keySet()) {
                cluster.ask(ElasticRequest.delete("/" + index));
            }
            cluster.send(ElasticRequest.delete("/_index_template/weir-*"));
        }
    }

    /** The same settings for another server. */
    static NodeConfig.Analytics with(
            NodeConfig.Analytics from, AnalyticsMode mode, List<Address> addresses, String name) {
        return new NodeConfig.Analytics(
                true,
                mode,
                name,
                from.username(),
                from.password(),
                from.apiKey(),
                from.tls(),
                from.truststore(),
                from.truststorePassword(),
                from.flushInterval(),
                from.maxActionsPerBulk(),
                from.maxConcurrentBulk(),
                from.sniff(),
                from.retention(),
                from.spoolLimit(),
                from.replicas(),
                from.heap(),
                addresses);
    }

    private record Running(NodeConfig.Analytics settings, EmbeddedElastic server, Path data) implements AutoCloseable {

        static Running start() {
            try {
                Path data = Files.createDirectories(Path.of(
                                "target",
                                "elasticsearch-" + ProcessHandle.current().pid()))
                        .toAbsolutePath();
                NodeConfig.Analytics settings = external(freePort());
                EmbeddedElastic server = new EmbeddedElastic(
                        with(settings, AnalyticsMode.EMBEDDED, settings.addresses(), NAME),
                        data,
                        System.getenv("PATH"),
                        Ticker.system(),
                        new SimpleMeterRegistry());
                server.start();
                if (!server.awaitReady(PATIENCE)) {
                    server.stop();
                    throw new IllegalStateException("no Elasticsearch: " + server.problem());
                }
                return new Running(settings, server, data);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                server.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
