package io.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.config.ConfigFile;
import io.weir.redis.RedisServerExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node in this process with a configuration of its own, called over HTTP as an operator and a caller do. */
final class TestNode {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Node node;
    private final int httpPort;
    private final int adminPort;

    /** What the admin API answered. */
    record Answer(int status, JsonNode body) {
        String code() {
            return body.path("code").asText();
        }
    }

    private TestNode(Path folder, Node node, int httpPort, int adminPort) {
        this.folder = folder;
        this.node = node;
        this.httpPort = httpPort;
        this.adminPort = adminPort;
    }

    /** Starts one on a Redis that is there. */
    static TestNode on(RedisServerExtension redis, Path folder) throws Exception {
        return start(folder, """
                <datastore mode="standalone">
                    <!-- the first -->
                    <address host="127.0.0.1" port="%d"/>
                  </datastore>""".formatted(redis.port()));
    }

    /** Starts one with a Redis of its own. */
    static TestNode embedded(Path folder, int redisPort) throws Exception {
        return start(folder, "<datastore><address port=\"" + redisPort + "\"/></datastore>");
    }

    private static TestNode start(Path folder, String datastore) throws Exception {
        int httpPort = freePort();
        int adminPort = freePort();
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/config.xml"), """
                <weir>
                  <quiesce delay="0s"/>
                  <listeners>
                    <http host="127.0.0.1" port="%d"/>
                    <ajp port="%d"/>
                    <admin port="%d"/>
                  </listeners>
                  <analytics enabled="false"/>
                  %s
                </weir>
                """.formatted(httpPort, freePort(), adminPort, datastore));
        ConfigFile file = new ConfigFile(folder.resolve("conf"), Map.of(), List.of());
        Node node = Node.start(new NodeSettings(
                file.load().config(), Set.of(), file, folder.resolve("data"), System.getenv("PATH"), "test"));
        return new TestNode(folder, node, httpPort, adminPort);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    void stop() {
        node.stop();
    }

    String config() throws IOException {
        return Files.readString(folder.resolve("conf/config.xml"));
    }

    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    int httpPort() {
        return httpPort;
    }

    /** The local administrator's call; fails unless it is done. */
    JsonNode done(String method, String path, String body) throws Exception {
        Answer answer = admin(method, path, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
        return answer.body();
    }

    Answer admin(String method, String path, String body) throws Exception {
        return adminAs(Files.readString(data("admin-token")).strip(), method, path, body);
    }

    Answer adminAs(String token, String method, String path, String body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
    }

    /** Publishes {@code /shop} with one application and gives its key. */
    String publish(String target) throws Exception {
        done("POST", "/plans", """
                {"id": "gold", "name": "Gold", "limits": [
                  {"name": "hour", "scope": "application", "count": 1000000, "period": "PT1H", "algorithm": "fixed"}]}""");
        done("POST", "/apis", """
                {"id": "shop", "name": "Shop", "version": "1", "context": "/shop", "plans": ["gold"],
                 "resources": [{"method": "GET", "path": "/items/{id}"}],
                 "endpoint": {"type": "single", "targets": [{"url": "%s"}]}}""".formatted(target));
        done("POST", "/apis/shop/lifecycle", "{\"action\": \"publish\"}");
        done("POST", "/applications", "{\"id\": \"web\", \"name\": \"Web\"}");
        String key = done("POST", "/applications/web/keys", "{}").path("key").asText();
        done("POST", "/subscriptions", "{\"application\": \"web\", \"api\": \"shop\", \"plan\": \"gold\"}");
        return key;
    }

    HttpResponse<String> call(String path, String key) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                        .header("X-API-Key", key)
                        .build(),
                BodyHandlers.ofString());
    }
}
