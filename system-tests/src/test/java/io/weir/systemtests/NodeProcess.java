package io.weir.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    private static final Duration START = Duration.ofMinutes(3);

    private final List<String> command;
    private final Path folder;
    private final Path data;
    private final int httpPort;
    private final int ajpPort;
    private final int adminPort;
    private final int redisPort;
    private Process process;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private NodeProcess(List<String> command, Path folder, int httpPort, int ajpPort, int adminPort, int redisPort)
            throws IOException {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.data = folder.resolve("data");
        this.httpPort = httpPort;
        this.ajpPort = ajpPort;
        this.adminPort = adminPort;
        this.redisPort = redisPort;
        this.process = run();
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node.log").toFile()))
                .start();
    }

    /** Starts the node again, as it was started before, and waits until it is ready. */
    void startAgain() throws IOException {
        process = run();
        awaitReady();
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

    /** A node that joins the data store of another one by a configuration file of its own, which it can change. */
    static NodeProcess configured(NodeProcess first, Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve("config.xml"), """
                <weir>
                  <!-- where this node began -->
                  <datastore mode="standalone" password="%s">
                    <address host="127.0.0.1" port="%d"/>
                  </datastore>
                  <analytics enabled="false"/>
                </weir>
                """.formatted(
                        first.redisPassword(), first.redisPort));
        return start(folder, first.redisPort, List.of());
    }

    private static NodeProcess start(Path folder, int redisPort, List<String> settings) throws IOException {
        NodeProcess node = launch(folder, redisPort, settings);
        try {
            node.awaitReady();
        } catch (RuntimeException e) {
            node.close();
            throw new IllegalStateException(node.log(), e);
        }
        return node;
    }

    /** A node that joins a data store and is not waited for. */
    static NodeProcess launching(NodeProcess first, Path folder, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("datastore.mode=standalone");
        all.add("datastore.addresses=127.0.0.1:" + first.redisPort);
        all.add("datastore.password=" + first.redisPassword());
        return launch(folder, first.redisPort, all);
    }

    private static NodeProcess launch(Path folder, int redisPort, List<String> settings) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        boolean isConfigured = Files.exists(conf.resolve("config.xml"));
        for (String file : List.of("config.xml", "logback.xml")) {
            if (Files.notExists(conf.resolve(file))) {
                Files.copy(ROOT.resolve("conf").resolve(file), conf.resolve(file));
            }
        }
        int httpPort = Ports.free();
        int ajpPort = Ports.free();
        int adminPort = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("weir").toString(), "start", "--conf", conf.toString(), "--data", data.toString()));
        List<String> all = new ArrayList<>(List.of(
                "listeners.http.host=127.0.0.1",
                "listeners.http.port=" + httpPort,
                "listeners.ajp.port=" + ajpPort,
                "listeners.admin.port=" + adminPort));
        if (!isConfigured) {
            all.add("analytics.enabled=false");
        }
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        return new NodeProcess(command, folder, httpPort, ajpPort, adminPort, redisPort);
    }

    /** What the node has said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("node.log"));
    }

    /** The file that connectors read. */
    Path clusterXml() {
        return folder.resolve("conf/cluster.xml");
    }

    /** Its id, once it has one. */
    String id() throws IOException {
        return Files.readString(data.resolve("node-id")).strip();
    }

    int adminPort() {
        return adminPort;
    }

    int httpPort() {
        return httpPort;
    }

    /** Sends a signal to the node's process, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        Signals.send(name, process.pid());
    }

    /** The process of the Elasticsearch that the node started. */
    ProcessHandle elasticsearch() {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("org.elasticsearch.bootstrap"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the node has no Elasticsearch"));
    }

    /** Waits for its end and gives its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the node did not end within 40 s");
        }
        return process.exitValue();
    }

    void awaitReady() {
        Awaitility.await("the node is ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the node has ended", () -> !process.isAlive())
                .until(this::isReady);
    }

    /** What {@code /health/ready} says. */
    boolean isReady() {
        return statusOf(adminUri("/health/ready")) == 200;
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
        return URI.create(adminUrl() + path);
    }

    /** Where the REST API is, for {@code --server}. */
    String adminUrl() {
        return "http://127.0.0.1:" + adminPort;
    }

    /** The node's process. */
    long pid() {
        return process.pid();
    }

    /** Where the node keeps its data, for {@code --data}. */
    Path data() {
        return data;
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

    /** A metric without tags; NaN where there is none of that name. */
    double metric(String name) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(adminUri("/metrics")).build(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Runs a client command of {@code ./weir} against this node, and gives what it printed; fails unless it exits with 0. */
    String run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(ROOT.resolve("weir").toString()));
        all.addAll(List.of(command));
        all.addAll(List.of("--server", adminUri("").toString(), "--data", data.toString()));
        Process run = new ProcessBuilder(all).redirectErrorStream(true).start();
        String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!run.waitFor(60, TimeUnit.SECONDS) || run.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + run.exitValue() + " " + printed);
        }
        return printed;
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
        return awaitEnd();
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
