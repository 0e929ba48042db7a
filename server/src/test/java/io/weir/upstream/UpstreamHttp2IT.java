package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** TLS and HTTP/2 to targets. */
class UpstreamHttp2IT {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    @RegisterExtension
    final ProxyExtension proxy =
            new ProxyExtension(UpstreamOptions.DEFAULTS, new ClientSSLOptions().setTrustOptions(trusted()));

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private Vertx vertx;
    private int port;

    private static PemTrustOptions trusted() {
        return new PemTrustOptions()
                .addCertPath(directory.resolve("localhost.pem").toString());
    }

    @BeforeAll
    static void makeCertificates() throws Exception {
        makeCertificate("localhost", "dns:localhost,ip:127.0.0.1");
        makeCertificate("other", "dns:other.example");
    }

    private static void makeCertificate(String name, String names) throws Exception {
        String store = directory.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-keystore",
                store,
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names);
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                store,
                "-alias",
                name,
                "-file",
                directory.resolve(name + ".pem").toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @BeforeEach
    void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void speaksHttp2WithoutTlsWhereToldTo() throws Exception {
        listen(new HttpServerOptions());
        proxy.routeTo(null, Protocol.H2C, "http://localhost:" + port + "/base");

        HttpResponse<byte[]> answer = get("/x?y=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-own")).contains("1");
        assertThat(answer.headers().firstValue("x-request-id")).contains("id-1");
        assertThat(seen).containsExactly("HTTP_2 GET /base/x?y=1 localhost:" + port + " 127.0.0.1 1.1 weir");
    }

    @Test
    void servesManyRequestsOnOneHttp2Connection() throws Exception {
        listen(new HttpServerOptions());
        proxy.routeTo(null, Protocol.H2C, "http://localhost:" + port);

        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, 50)
                .mapToObj(i -> client().sendAsync(request("/" + i).build(), BodyHandlers.ofByteArray()))
                .toList();

        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void learnsByAlpnThatATargetSpeaksHttp2() throws Exception {
        listen(tls("localhost").setUseAlpn(true));
        proxy.routeTo("https://localhost:" + port);

        for (int i = 0; i < 3; i++) {
            assertThat(get("/").statusCode()).isEqualTo(200);
        }

        assertThat(seen).hasSize(3).allMatch(line -> line.startsWith("HTTP_2 "));
        assertThat(proxy.group().endpoints().get(0).isIn()).isTrue();
    }

    @Test
    void speaksHttp1OverTlsWhereToldTo() throws Exception {
        listen(tls("localhost").setUseAlpn(true));
        proxy.routeTo(null, Protocol.HTTP1, "https://127.0.0.1:" + port);

        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(seen).allMatch(line -> line.startsWith("HTTP_1_1 "));
    }

    @Test
    void speaksHttp1OverTlsWhereTheTargetKnowsNoAlpn() throws Exception {
        listen(tls("localhost").setUseAlpn(false));
        proxy.routeTo("https://localhost:" + port);

        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(seen).allMatch(line -> line.startsWith("HTTP_1_1 "));
        assertThat(connections).hasValue(1);
    }

    @Test
    void trustsNoOtherCertificate() throws Exception {
        listen(tls("other"));
        proxy.routeTo("https://localhost:" + port);

        assertThat(get("/").statusCode()).isEqualTo(502);
        assertThat(proxy.outcome().failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(seen).isEmpty();
    }

    @Test
    void trustsNoCertificateOfAnotherHost() throws Exception {
        listen(tls("localhost"));
        proxy.routeTo("https://localhost.localdomain:" + port, "https://127.0.0.2:" + port);

        assertThat(get("/").statusCode()).isEqualTo(502);
        assertThat(seen).isEmpty();
    }

    @Test
    void passesBodiesByteForByte() throws Exception {
        byte[] body = new byte[5_000_000];
        new Random(1).nextBytes(body);
        listen(new HttpServerOptions());
        proxy.routeTo(null, Protocol.H2C, "http://localhost:" + port);

        assertThat(post(body)).isEqualTo(body);
        assertThat(post(new byte[] {7})).isEqualTo(new byte[] {7});
        UpstreamOutcome outcome = proxy.outcome();
        assertThat(outcome.sentBytes()).isEqualTo(body.length);
        assertThat(outcome.receivedBytes()).isEqualTo(body.length);
    }

    @Test
    void resetsTheStreamWhenTheCallerLeaves() throws Exception {
        CompletableFuture<String> reset = new CompletableFuture<>();
        listen(new HttpServerOptions(), request -> {
            seen.add(request.uri());
            request.response().exceptionHandler(gone -> reset.complete(gone.getMessage()));
        });
        proxy.routeTo(null, Protocol.H2C, "http://localhost:" + port);

        try (Caller caller = new Caller(proxy.port())) {
            caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> seen.size() == 1);
        }

        assertThat(proxy.outcome().failure()).isEqualTo(Failure.CALLER_GONE);
        assertThat(reset.get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void answers502WhereTheStreamIsResetAnd504WhereNothingComes() throws Exception {
        listen(new HttpServerOptions(), request -> {
            if (request.uri().equals("/reset")) {
                request.response().reset();
            }
        });
        proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.H2C, "http://localhost:" + port);

        assertThat(get("/reset").statusCode()).isEqualTo(502);
        assertThat(get("/silent").statusCode()).isEqualTo(504);
    }

    @Test
    void passesOverWhoRefuses() throws Exception {
        listen(new HttpServerOptions());
        proxy.routeTo(null, Protocol.H2C, RawTarget.refusing(), "http://localhost:" + port);

        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(proxy.outcome().attempts()).isEqualTo(2);
    }

    private static HttpServerOptions tls(String name) {
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(directory.resolve(name + ".p12").toString())
                        .setPassword(PASSWORD));
    }

    private void listen(HttpServerOptions options) throws Exception {
        listen(options, this::echo);
    }

    private void listen(HttpServerOptions options, Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    private void echo(HttpServerRequest request) {
        HttpVersion version = request.version();
        seen.add(version + " " + request.method() + " " + request.uri() + " " + request.authority() + " "
                + request.getHeader("x-forwarded-for") + " " + request.getHeader("via"));
        request.response().putHeader("X-Own", "1");
        request.body().onSuccess(body -> request.response().end(body.length() == 0 ? Buffer.buffer("ok") : body));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + target));
    }

    private HttpResponse<byte[]> get(String target) throws Exception {
        return client().send(request(target).build(), BodyHandlers.ofByteArray());
    }

    private byte[] post(byte[] body) throws Exception {
        HttpRequest post = request("/").POST(BodyPublishers.ofByteArray(body)).build();
        return client().send(post, BodyHandlers.ofByteArray()).body();
    }
}
