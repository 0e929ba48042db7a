package io.weir.systemtests;

import io.weir.elastic.ElasticArtifact;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Elasticsearch with TLS and users of its own on a free port of {@code localhost}, as an operator sets one up. Its
 * version is the embedded server's.
 */
final class SecuredElasticsearch implements AutoCloseable {
    /** A user with the rights that docs/analytics-server.md names, and no other ones. */
    static final String USER = "weir";

    /** A user who may look and not write. */
    static final String READER = "reader";

    /** Of all users. */
    static final String PASSWORD = "Correct-Horse-7";

    private static final String OPERATOR = "operator";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Path home;
    private final Certificate certificate;
    private final int port = Ports.free();
    private final ElasticsearchCaller operator;
    private final Process process;

    private SecuredElasticsearch(Path folder, Path home, Certificate certificate)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        this.home = home;
        this.certificate = certificate;
        this.operator = new ElasticsearchCaller(
                "https://localhost:" + port,
                HttpClient.newBuilder().sslContext(certificate.context()),
                authorization(OPERATOR));
        configure();
        makeUsers();
        this.process = launch("elasticsearch");
    }

    /** Starts one, and does not wait for it. */
    static SecuredElasticsearch in(Path folder, Certificate certificate)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path archive = ElasticArtifact.fetch((bytes, total) -> {}, "put it into the local Maven repository");
        Process unpacked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jar").toString(), "xf", archive.toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (unpacked.waitFor() != 0) {
            throw new IOException(archive + " cannot be unpacked");
        }
        Path home = folder.resolve("elasticsearch-" + ElasticArtifact.VERSION);
        return new SecuredElasticsearch(folder, home, certificate);
    }

    private void configure() throws IOException {
        Path config = home.resolve("config");
        for (String name : List.of("key.pem", "certificate.pem")) {
            Files.copy(certificate.file(name), config.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(config.resolve("elasticsearch.yml"), """
                cluster.name: groot-elasticsearch
                discovery.type: single-node
                http.host: 127.0.0.1
                http.port: %d
                transport.host: 127.0.0.1
                transport.port: 9300-9399
                action.auto_create_index: false
                cluster.routing.allocation.disk.threshold_enabled: false
                xpack.security.enabled: true
                xpack.security.enrollment.enabled: false
                xpack.security.autoconfiguration.enabled: false
                xpack.security.http.ssl.enabled: true
                xpack.security.http.ssl.key: key.pem
                xpack.security.http.ssl.certificate: certificate.pem
                """.formatted(port));
        Files.writeString(config.resolve("jvm.options.d/test.options"), "-Xms384m\n-Xmx384m\n");
        if (isRoot()) {
            UserPrincipal nobody =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            try (Stream<Path> all = Files.walk(home)) {
                for (Path path : all.toList()) {
                    Files.setOwner(path, nobody);
                }
            }
        }
    }

    /** In files: what keeps users and keys in an index needs a module that this distribution has not. */
    private void makeUsers() throws IOException, InterruptedException {
        run("elasticsearch-users", "useradd", OPERATOR, "-p", PASSWORD, "-r", "superuser");
        Path users = home.resolve("config/users");
        String operator = Files.readString(users).strip();
        Files.writeString(
                users,
                operator + "\n" + operator.replace(OPERATOR, USER) + "\n" + operator.replace(OPERATOR, READER) + "\n");
        Files.writeString(
                home.resolve("config/users_roles"),
                "superuser:" + OPERATOR + "\nwriter:" + USER + "\nreader:" + READER + "\n");
        Files.writeString(home.resolve("config/roles.yml"), """
                writer:
                  cluster: [monitor, manage_index_templates]
                  indices:
                    - names: ["weir-*"]
                      privileges: [read, create_doc, manage]
                reader:
                  cluster: [monitor, manage_index_templates]
                  indices:
                    - names: ["weir-*"]
                      privileges: [read]
                """);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void run(String... tool) throws IOException, InterruptedException {
        int code = launch(tool).waitFor();
        if (code != 0) {
            throw new IOException(tool[0] + ": " + code + " " + Files.readString(log()));
        }
    }

    /** Elasticsearch refuses to run as root. */
    private Process launch(String... tool) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of("bash", home.resolve("bin").resolve(tool[0]).toString()));
        command.addAll(List.of(tool).subList(1, tool.length));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("ES_"));
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private Path log() {
        return folder.resolve("elasticsearch.log");
    }

    /** Waits until it works. */
    void awaitReady() {
        Awaitility.await("Elasticsearch with users")
                .atMost(PATIENCE)
                .failFast("Elasticsearch has ended, see " + log(), () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> operator.ask("GET", "/_cluster/health", "")
                        .path("status")
                        .asText()
                        .matches("green|yellow"));
    }

    /** What it has of calls. */
    RecordedCalls recorded() {
        return new RecordedCalls(operator);
    }

    /** What a user sends. */
    static String authorization(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
