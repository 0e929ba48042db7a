package io.weir.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One node as a process of its own, started as an operator starts it: {@code ./weir start}. */
final class NodeProcess implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path data;
    private final int httpPort;
    private final int ajpPort;
    private final int adminPort;
    private final int redisPort;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private NodeProcess(Process process, Path data, int httpPort, int ajpPort, int adminPort, int redisPort) {
        this.process = process;
        this.data = data;
        this.httpPort = httpPort;
        this.ajpPort = ajpPort;
        this.adminPort = adminPort;
        this.redisPort = redisPort;
    }

    /** A node with a data store of its own. */
    static NodeProcess withEmbeddedStore(Path folder, String... settings) throws IOException {
        int redisPort = Ports.free();
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("datastore.mode=embedded");
        all.add("datastore.addresses=127.0.0.1:" + redisPort);
        return start(folder, redisPort, all);
    }

    /** A node that joins the data store of another one. */
    static NodeProcess joining(NodeProcess first, Path folder, String... settings) throws IOException {
        return joining(first.redisPort, first.redisPassword(), folder, settings);
    }

    /** A node that joins a data store, whether that answers or not. */
    static NodeProcess joining(int redisPort, String password, Path folder, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("datastore.mode=standalone");
        all.add("datastore.addresses=127.0.0.1:" + redisPort);
        all.add("datastore.password=" + password);
        return start(folder, redisPort, all);
    }

    private static NodeProcess start(Path folder, int redisPort, List<String> settings) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        int httpPort = Ports.free();
        int ajpPort = Ports.free();
        int adminPort = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("weir").toString(),
                "start",
                "--conf",
                ROOT.resolve("conf").toString(),
                "--data",
                data.toString()));
        List<String> all = new ArrayList<>(List.of(
                "listeners.http.host=127.0.0.1",
                "listeners.http.port=" + httpPort,
                "listeners.ajp.port=" + ajpPort,
                "listeners.admin.port=" + adminPort));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("node.log").toFile())
                .start();
        NodeProcess node = new NodeProcess(process, data, httpPort, ajpPort, adminPort, redisPort);
        try {
            node.awaitReady();
        } catch (RuntimeException e) {
            node.close();
            throw new IllegalStateException(Files.readString(folder.resolve("node.log")), e);
        }
        return node;
    }

    private void awaitReady() {
        Awaitility.await("the node is ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the node has ended", () -> !process.isAlive())
                .until(() -> statusOf(adminUri("/health/ready")) == 200);
    }

    private int statusOf(URI uri) {
        try {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse.BodyHandler<Void> discarding() {
        return HttpResponse.BodyHandlers.discarding();
    }

    private URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    /** The URI of a path on the traffic listener. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** The port for web servers. */
    int ajpPort() {
        return ajpPort;
    }

    /** What web servers have to send. */
    String ajpSecret() throws IOException {
        return Files.readString(data.resolve("ajp-secret")).strip();
    }

    /** The process of the data store that the node started. */
    long redisPid() throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("redis/weir-redis.pid")).strip().split(" ")[0]);
    }

    int redisPort() {
        return redisPort;
    }

    /** The password of the data store that the node started. */
    String redisPassword() throws IOException {
        return Files.readString(data.resolve("redis-password")).strip();
    }

    /** Calls the REST API with the node's own admin token; fails on any other status class than 2xx. */
    JsonNode admin(String method, String path, String body) {
        return admin(method, path, "application/json", body);
    }

    /** Calls the REST API with a body of another media type. */
    JsonNode admin(String method, String path, String mediaType, String body) {
        try {
            String token = Files.readString(data.resolve("admin-token")).strip();
            HttpRequest request = HttpRequest.newBuilder(adminUri("/api/v1" + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", mediaType)
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a path on the traffic listener with a key. */
    HttpResponse<String> call(String path, String key) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-API-Key", key)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks the node to stop as a supervisor does, and gives its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the node did not stop within 40 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
