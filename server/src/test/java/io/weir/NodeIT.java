package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.weir.config.ConfigLoader;
import io.weir.config.NodeConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node in this process: real Redis, real sockets. */
class NodeIT {
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int httpPort;
    private int ajpPort;
    private int adminPort;
    private int redisPort;

    /** All are bound at once, so that they differ. */
    @BeforeEach
    void choosePorts() throws Exception {
        try (ServerSocket http = anyPort();
                ServerSocket ajp = anyPort();
                ServerSocket admin = anyPort();
                ServerSocket redis = anyPort()) {
            httpPort = http.getLocalPort();
            ajpPort = ajp.getLocalPort();
            adminPort = admin.getLocalPort();
            redisPort = redis.getLocalPort();
        }
    }

    @Test
    void servesWhatIsPublishedAndKeepsItOverARestart() throws Exception {
        HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            byte[] line = exchange.getRequestURI().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        backend.start();
        try {
            String key;
            Node node = Node.start(settings());
            try {
                key = publish("http://127.0.0.1:" + backend.getAddress().getPort() + "/base");

                HttpResponse<String> answer = call("/shop/items/7?a=1&apikey=" + key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("/base/items/7?a=1");
                assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"hour\";q=5;w=3600");
                assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("4");
                assertThat(call("/shop/items/7").statusCode()).isEqualTo(401);
                assertThat(call("/nowhere").statusCode()).isEqualTo(404);
            } finally {
                node.stop();
            }

            Node again = Node.start(settings());
            try {
                HttpResponse<String> answer = call("/shop/items/8?apikey=" + key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("3");
            } finally {
                again.stop();
            }
        } finally {
            backend.stop(0);
        }
    }

    @Test
    void documentsEveryMetricThatItGives() throws Exception {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        Node node = Node.start(settings());
        try {
            publish("http://127.0.0.1:1");
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            assertThat(metrics.lines()
                            .filter(line -> line.startsWith("# TYPE weir_"))
                            .map(line -> line.split(" ")[2])
                            .filter(name -> !name.endsWith("_max"))
                            .filter(name -> !page.contains("| `" + name + "` |")))
                    .isEmpty();
        } finally {
            node.stop();
        }
    }

    @Test
    void saysWhichListenerCannotBeBoundAndLeavesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(httpPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            assertThatThrownBy(() -> Node.start(settings()))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("listeners.http")
                    .hasMessageContaining(String.valueOf(httpPort));
        }

        Node.start(settings()).stop();
    }

    @Test
    void refusesADataFolderThatAnotherNodeUses() throws Exception {
        Node node = Node.start(settings());
        try {
            assertThatThrownBy(() -> Node.start(settings()))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("is used by another node");
        } finally {
            node.stop();
        }
    }

    private NodeSettings settings() {
        List<String> overrides = new ArrayList<>(List.of(
                "listeners.http.host=127.0.0.1",
                "listeners.http.port=" + httpPort,
                "listeners.ajp.port=" + ajpPort,
                "listeners.admin.port=" + adminPort,
                "quiesce.delay=0s",
                "datastore.addresses=127.0.0.1:" + redisPort));
        NodeConfig config =
                new ConfigLoader(Map.of()).load(Path.of("../conf"), overrides).config();
        return new NodeSettings(config, folder, "", "test");
    }

    private String publish(String target) throws Exception {
        admin(
                "/plans",
                "{\"id\":\"gold\",\"name\":\"Gold\",\"limits\":[{\"name\":\"hour\",\"scope\":\"application\","
                        + "\"count\":5,\"period\":\"PT1H\",\"algorithm\":\"fixed\"}]}");
        admin(
                "/apis",
                "{\"id\":\"shop\",\"name\":\"Shop\",\"version\":\"1\",\"context\":\"/shop\",\"plans\":[\"gold\"],"
                        + "\"resources\":[{\"method\":\"GET\",\"path\":\"/items/{id}\"}],"
                        + "\"endpoint\":{\"type\":\"single\",\"targets\":[{\"url\":\"" + target + "\"}]}}");
        admin("/apis/shop/lifecycle", "{\"action\":\"publish\"}");
        admin("/applications", "{\"id\":\"web\",\"name\":\"Web\"}");
        String answer = admin("/applications/web/keys", "{}");
        admin("/subscriptions", "{\"application\":\"web\",\"api\":\"shop\",\"plan\":\"gold\"}");
        Matcher matcher = KEY.matcher(answer);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String admin(String path, String body) throws Exception {
        String token = Files.readString(folder.resolve("admin-token")).strip();
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }

    private HttpResponse<String> call(String target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + target))
                        .build(),
                BodyHandlers.ofString());
    }

    private static ServerSocket anyPort() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
