package io.weir.elastic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.AnalyticsMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers over HTTP as a test says, and remembers what was asked: for what the embedded server does not have. */
final class FakeElasticsearch implements AutoCloseable {
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** A request that came. */
    record Asked(String line, String authorization, String body) {}

    private record Said(int status, String body) {}

    FakeElasticsearch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        says("GET /_nodes/_local/http", 200, "{\"cluster_name\":\"fake\",\"nodes\":{\"a\":{\"version\":\"9.5.0\"}}}");
        says("GET /_cluster/health", 200, "{\"status\":\"yellow\",\"number_of_nodes\":2}");
    }

    /** @param request method and path */
    void says(String request, int status, String body) {
        answers.put(request, new Said(status, body));
    }

    NodeConfig.Analytics settings() {
        return EmbeddedElasticsearchExtension.with(
                NodeConfig.defaults().analytics(),
                AnalyticsMode.EXTERNAL,
                List.of(new Address("127.0.0.1", server.getAddress().getPort())),
                "fake");
    }

    /** The body of the last request of this method and path. */
    String lastBody(String request) {
        return asked.stream()
                .filter(one -> one.line().equals(request))
                .reduce((before, last) -> last)
                .map(Asked::body)
                .orElse("");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(new Asked(line, authorization == null ? "" : authorization, body));
        Said said = answers.getOrDefault(line, new Said(400, "{\"error\":\"no handler found\",\"status\":400}"));
        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
