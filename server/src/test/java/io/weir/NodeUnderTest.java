package io.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.config.ConfigFile;
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
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings of a whole node in this process, with real Redis and real sockets on ports of its own, and the calls to it. */
final class NodeUnderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int httpPort;
    private final int ajpPort;
    private final int adminPort;
    private final int redisPort;

    /** All ports are bound at once, so that they differ. */
    NodeUnderTest(Path folder) throws Exception {
        this.folder = folder;
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

    private static ServerSocket anyPort() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    NodeSettings settings() throws IOException {
        Files.copy(Path.of("../conf/config.xml"), folder.resolve("config.xml"), StandardCopyOption.REPLACE_EXISTING);
        List<String> overrides = List.of(
                "listeners.http.host=127.0.0.1",
                "listeners.http.port=" + httpPort,
                "analytics.enabled=false",
                "listeners.ajp.port=" + ajpPort,
                "listeners.admin.port=" + adminPort,
                "quiesce.delay=0s",
                "datastore.addresses=127.0.0.1:" + redisPort);
        ConfigFile file = new ConfigFile(folder, Map.of(), overrides);
        return new NodeSettings(file.load().config(), Set.of(), file, folder, "", "test");
    }

    int httpPort() {
        return httpPort;
    }

    int ajpPort() {
        return ajpPort;
    }

    /** Publishes API {@code shop} with one template under five requests an hour, and gives a key that may call it. */
    String publishShop(String target) throws Exception {
        admin("POST", "/plans", """
                {"id":"gold","name":"Gold","limits":[
                  {"name":"hour","scope":"application","count":5,"period":"PT1H","algorithm":"fixed"}]}
                """);
        admin("POST", "/apis", """
                {"id":"shop","name":"Shop","version":"1","context":"/shop","plans":["gold"],
                 "resources":[{"method":"GET","path":"/items/{id}"}],
                 "endpoint":{"type":"single","targets":[{"url":"%s"}]}}
                """.formatted(target));
        admin("POST", "/apis/shop/lifecycle", "{\"action\":\"publish\"}");
        return subscribe("shop", "gold");
    }

    /** Makes an application {@code web} where there is none, subscribes it, and gives a new key of it. */
    String subscribe(String api, String plan) throws Exception {
        admin("POST", "/applications", "{\"id\":\"web-" + api + "\",\"name\":\"Web\"}");
        admin(
                "POST",
                "/subscriptions",
                "{\"application\":\"web-" + api + "\",\"api\":\"" + api + "\",\"plan\":\"" + plan + "\"}");
        return admin("POST", "/applications/web-" + api + "/keys", "{}")
                .get("key")
                .asText();
    }

    /** Calls the REST API with the local token; fails on any other status class than 2xx. */
    JsonNode admin(String method, String path, String body) throws Exception {
        String token = Files.readString(folder.resolve("admin-token")).strip();
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(adminUri("/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    String metrics() throws Exception {
        return client.send(HttpRequest.newBuilder(adminUri("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    HttpResponse<String> call(String target) throws Exception {
        return call("GET", target, "");
    }

    /** Calls the traffic listener; without a key where that is empty. */
    HttpResponse<String> call(String method, String target, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + target))
                .method(method, BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }
}
