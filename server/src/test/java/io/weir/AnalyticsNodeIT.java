package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.weir.analytics.Family;
import io.weir.analytics.InMemoryRecordStore;
import io.weir.config.NodeConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole node hands to an analytics server. */
class AnalyticsNodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final InMemoryRecordStore store = new InMemoryRecordStore();
    private NodeUnderTest node;
    private HttpServer backend;

    @BeforeEach
    void start() throws Exception {
        node = new NodeUnderTest(folder);
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            byte[] line = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        backend.start();
    }

    @AfterEach
    void stop() {
        backend.stop(0);
    }

    @Test
    void recordsEachCallAndWhatBecameOfIt() throws Exception {
        Node started = start(settings());
        String authority = "127.0.0.1:" + backend.getAddress().getPort();
        String key = node.publishShop("http://" + authority);
        for (int i = 0; i < 6; i++) {
            node.call("/shop/items/" + i + "?apikey=" + key);
        }
        node.call("/shop/items/7");
        node.call("/nowhere");
        sendRubbish();
        started.stop();

        List<JsonNode> calls = store.of(Family.TRANSACTIONS);
        assertThat(calls).hasSize(8);
        assertThat(calls)
                .extracting(call -> call.path("seq").asInt())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        JsonNode first = calls.stream()
                .filter(call -> call.path("seq").asInt() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.path("api").asText()).isEqualTo("shop");
        assertThat(first.path("application").asText()).isEqualTo("web-shop");
        assertThat(first.path("plan").asText()).isEqualTo("gold");
        assertThat(first.path("resource").asText()).isEqualTo("/items/{id}");
        assertThat(first.path("path").asText()).isEqualTo("/shop/items/0");
        assertThat(first.path("limit").asText()).isEqualTo("granted");
        assertThat(first.path("limitState").asText()).isEqualTo("shared");
        assertThat(first.path("target").asText()).isEqualTo(authority);
        assertThat(first.path("responseBytes").asInt()).isEqualTo(8);
        assertThat(first.path("responseType").asText()).isEqualTo("application/json");
        assertThat(first.path("clientIp").asText()).isEqualTo("127.0.0.1");
        assertThat(calls).noneMatch(call -> call.toString().contains(key));
        assertThat(store.of(Family.POLICY_VIOLATIONS))
                .extracting(call -> call.path("error").asText())
                .containsExactlyInAnyOrder("rate-limited", "invalid-api-key");
        assertThat(store.of(Family.THREATS))
                .extracting(threat -> threat.path("error").asText())
                .containsExactly("bad-request-line");
        assertThat(store.of(Family.LIFECYCLE))
                .anyMatch(change -> change.path("kind").asText().equals("api")
                        && change.path("from").asText().equals("CREATED")
                        && change.path("to").asText().equals("PUBLISHED"));
        assertThat(store.of(Family.AUDIT))
                .anyMatch(call -> call.path("operation").asText().equals("changeLifecycle")
                        || call.path("id").asText().equals("shop"));
        assertThat(store.of(Family.METRICS).stream()
                        .mapToInt(minute -> minute.path("count").asInt())
                        .sum())
                .isEqualTo(8);
        try (Stream<Path> left = Files.walk(folder.resolve("analytics"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void keepsBodiesWhereTheApiAsksForThem() throws Exception {
        Node started = start(settings());
        String key = node.publishShop("http://127.0.0.1:" + backend.getAddress().getPort());
        JsonNode api = node.admin("GET", "/apis/shop", "");
        node.admin(
                "PUT",
                "/apis/shop",
                api.toString()
                        .replaceFirst("\\{", "{\"analytics\":{\"mask\":[\"clientIp\"],\"payload\":{\"maxBytes\":5}},"));

        node.call("/shop/items/1?apikey=" + key);

        await().atMost(PATIENCE).until(() -> store.of(Family.TRANSACTIONS).size() == 1);
        JsonNode call = store.of(Family.TRANSACTIONS).get(0);
        assertThat(call.path("responseBody").asText()).isEqualTo("{\"a\":");
        assertThat(call.has("requestBody")).isFalse();
        assertThat(call.path("clientIp").asText()).isEqualTo("127.0.0.0");
        started.stop();
    }

    @Test
    void losesNothingWhileTheServerIsAwayOverARestart() throws Exception {
        store.isAway = true;
        Node first = start(settings());
        node.publishShop("http://127.0.0.1:" + backend.getAddress().getPort());
        for (int i = 0; i < 30; i++) {
            node.call("/shop/items/" + i);
        }
        first.stop();
        assertThat(store.of(Family.TRANSACTIONS)).isEmpty();

        store.isAway = false;
        Node again = start(settings());

        await().atMost(PATIENCE).until(() -> store.of(Family.TRANSACTIONS).size() == 30);
        assertThat(node.metrics()).contains("weir_analytics_up 1.0");
        again.stop();
    }

    private void sendRubbish() throws Exception {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
            caller.setSoTimeout(20_000);
            caller.getOutputStream().write("RUBBISH\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }

    private Node start(NodeSettings settings) throws Exception {
        return Node.start(settings, analytics -> store);
    }

    private NodeSettings settings() throws Exception {
        NodeSettings settings = node.settings();
        NodeConfig config = settings.config();
        NodeConfig.Analytics off = config.analytics();
        NodeConfig.Analytics on = new NodeConfig.Analytics(
                true,
                off.mode(),
                off.clusterName(),
                off.username(),
                off.password(),
                off.apiKey(),
                off.tls(),
                off.truststore(),
                off.truststorePassword(),
                Duration.ofMillis(200),
                off.maxActionsPerBulk(),
                off.maxConcurrentBulk(),
                off.sniff(),
                off.retention(),
                off.spoolLimit(),
                off.replicas(),
                off.heap(),
                off.addresses());
        NodeConfig with = new NodeConfig(
                config.node(),
                config.traffic(),
                config.quiesce(),
                config.cluster(),
                config.listeners(),
                config.datastore(),
                on);
        return new NodeSettings(
                with, settings.overridden(), settings.configFile(), settings.data(), settings.searchPath(), "test");
    }
}
