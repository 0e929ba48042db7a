package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node behind Apache httpd and mod_jk: what comes that way is answered as what comes over HTTP. */
class AjpIT {
    @TempDir
    private static Path folder;

    private static EchoTarget target;
    private static NodeProcess node;
    private static HttpdProcess httpd;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The two ways to the node. */
    enum Way {
        HTTP,
        AJP;

        URI uri(String path) {
            return this == HTTP ? node.uri(path) : URI.create("http://127.0.0.1:" + httpd.port() + path);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        HttpdProcess.requireFor(AjpIT.class);
        target = new EchoTarget();
        node = NodeProcess.withEmbeddedStore(folder, "listeners.ajp.packetSize=16KB");
        node.admin("POST", "/apis", """
                {"id":"echo","name":"Echo","version":"1","context":"/e","security":{"type":"none"},
                 "resources":[{"method":"*","path":"/*"}],
                 "endpoint":{"type":"single","targets":[{"url":"%s"}]}}
                """.formatted(target.url()));
        node.admin("POST", "/apis/echo/lifecycle", "{\"action\":\"publish\"}");
        Scenario.publish(
                node,
                "[{\"name\":\"month\",\"scope\":\"application\",\"count\":1,\"period\":\"P1M\",\"algorithm\":\"fixed\"}]",
                target.url());
        Path front = Files.createDirectory(folder.resolve("httpd"));
        httpd = HttpdProcess.inFrontOf(node, front, node.ajpSecret());
    }

    @AfterAll
    static void stop() {
        if (httpd != null) {
            httpd.close();
        }
        if (node != null) {
            node.close();
        }
        if (target != null) {
            target.close();
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void takesALargeBody(Way way) throws Exception {
        String expected = EchoTarget.digest(EchoTarget.bigContent());

        HttpResponse<String> answer = send(HttpRequest.newBuilder(way.uri("/e/digest"))
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(EchoTarget::bigContent), EchoTarget.BIG)));

        assertThat(answer.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void takesALargeBodyOfUnknownLength(Way way) throws Exception {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(way.uri("/e/digest")).PUT(BodyPublishers.ofInputStream(EchoTarget::bigContent)));

        assertThat(answer.body()).isEqualTo(EchoTarget.digest(EchoTarget.bigContent()));
    }

    @ParameterizedTest
    @EnumSource
    void givesALargeAnswer(Way way) throws Exception {
        for (String path : new String[] {"/e/big", "/e/big?chunked"}) {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(way.uri(path)).build(), BodyHandlers.ofInputStream());

            assertThat(EchoTarget.digest(answer.body())).as(path).isEqualTo(EchoTarget.digest(EchoTarget.bigContent()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "BREW"})
    void handsOnTheSameRequest(String method) throws Exception {
        String path = "/e/a%2Fb/caf%C3%A9/%E6%97%A5/%7Ec;x=1?q=%C3%A9&b=a+b";
        HttpResponse<String> direct = send(echo(Way.HTTP, method, path));
        HttpResponse<String> behind = send(echo(Way.AJP, method, path));

        assertThat(behind.statusCode()).isEqualTo(direct.statusCode()).isEqualTo(200);
        assertThat(withoutPlace(behind.body())).isEqualTo(withoutPlace(direct.body()));
        assertThat(behind.headers().firstValue("content-type"))
                .isEqualTo(direct.headers().firstValue("content-type"));
        if (!method.equals("HEAD")) {
            assertThat(behind.body()).startsWith(method + " /a%2Fb/caf%C3%A9/%E6%97%A5/~c;x=1?q=%C3%A9&b=a+b\n");
        } else {
            assertThat(behind.headers().firstValueAsLong("content-length").orElse(0))
                    .isPositive();
        }
    }

    private static HttpRequest.Builder echo(Way way, String method, String path) {
        return HttpRequest.newBuilder(way.uri(path)).header("X-Own", "value").method(method, BodyPublishers.noBody());
    }

    /** Ports and ids are different ones each time; whether a length of 0 is the caller's or mod_jk's nobody can tell. */
    private static String withoutPlace(String body) {
        return body.replace("content-length: 0\n", "")
                .replaceAll("(?m)^(host|x-forwarded-host|x-forwarded-port|x-request-id): .*$", "$1")
                .lines()
                .sorted()
                .toList()
                .toString();
    }

    @ParameterizedTest
    @EnumSource
    void answersWithoutABodyWhereTheStatusHasNone(Way way) throws Exception {
        for (int status : new int[] {204, 304}) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(way.uri("/e/status/" + status)));

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("etag")).contains("\"tag\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersErrorsOfItsOwn(Way way) throws Exception {
        HttpResponse<String> unknown = send(HttpRequest.newBuilder(way.uri("/nowhere")));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(unknown.body()).contains("\"code\":\"route-not-found\"");

        HttpResponse<String> method =
                send(HttpRequest.newBuilder(way.uri("/shop/items")).DELETE());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("allow")).isPresent();

        HttpResponse<String> keyless = send(HttpRequest.newBuilder(way.uri("/shop/items")));
        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(keyless.headers().firstValue("www-authenticate")).isPresent();

        HttpResponse<String> malformed = send(HttpRequest.newBuilder(way.uri("/e/%2e%2e%2fx%2f..%2fy")));
        assertThat(malformed.statusCode()).isEqualTo(400);
    }

    @Test
    void readsOnAfterABodyThatNobodyWanted() throws Exception {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> refused = send(HttpRequest.newBuilder(Way.AJP.uri("/nowhere"))
                    .POST(BodyPublishers.ofByteArray(new byte[1 << 20])));
            assertThat(refused.statusCode()).isEqualTo(404);

            assertThat(send(HttpRequest.newBuilder(Way.AJP.uri("/e/echo"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAHundredFieldsAndALargeCookie(Way way) throws Exception {
        StringBuilder head = new StringBuilder("GET /e/echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n");
        head.append("Cookie: large=").append("c".repeat(8 << 10)).append("\r\n");
        for (int i = 3; i < 100; i++) {
            head.append("X-").append(i).append(": v\r\n");
        }

        String answer = raw(way, head.append("\r\n").toString());

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\nx-99: v\n", "cookie: large=ccc");
    }

    @ParameterizedTest
    @EnumSource
    void givesAHundredFieldsAndALargeCookie(Way way) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(way.uri("/e/fields")));

        assertThat(answer.headers().firstValue("x-field-99")).contains("v99");
        assertThat(answer.headers().firstValue("set-cookie").orElse("")).hasSize((8 << 10) + 6);
        assertThat(answer.body()).isEqualTo("fields");
    }

    private static String raw(Way way, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), way.uri("/").getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void passesOnEachEventAsItComes() throws Exception {
        HttpResponse<InputStream> answer =
                client.send(HttpRequest.newBuilder(Way.AJP.uri("/e/events")).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.US_ASCII))) {
            // The second one comes only once the first one was seen here.
            assertThat(lines.readLine()).isEqualTo("data: first");
            target.nextEvent();

            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: second");
        }
    }

    @Test
    void tellsTheTargetThatTheCallerHasLeft() throws Exception {
        int before = target.abandoned();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), httpd.port())) {
            socket.getOutputStream()
                    .write("GET /e/big HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> target.abandoned() > before);
        assertThat(send(HttpRequest.newBuilder(Way.AJP.uri("/e/echo"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void countsTheSameLimitBothWays() throws Exception {
        String key =
                node.admin("POST", "/applications/web/keys", "{}").get("key").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> send(withKey(Way.AJP, key)).statusCode() != 401);

        assertThat(send(withKey(Way.HTTP, key)).statusCode()).isEqualTo(429);
        HttpResponse<String> refused = send(withKey(Way.AJP, key));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(refused.headers().firstValue("ratelimit-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("\"month\";q=1;"));
    }

    private static HttpRequest.Builder withKey(Way way, String key) {
        return HttpRequest.newBuilder(way.uri("/shop/items")).header("X-API-Key", key);
    }

    @Test
    void tellsTheTargetWhichCertificateTheCallerShowedToTheWebServer() throws Exception {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        Certificate certificate = Certificate.in(tls);
        int port = Ports.free();
        try (HttpdProcess front = HttpdProcess.inFrontOf(
                node,
                tls,
                node.ajpSecret(),
                "LoadModule ssl_module " + HttpdProcess.module("ssl"),
                "Listen 127.0.0.1:" + port,
                "<VirtualHost *:" + port + ">",
                "ServerName localhost",
                "SSLEngine on",
                "SSLCertificateFile " + certificate.file("certificate.pem"),
                "SSLCertificateKeyFile " + certificate.file("key.pem"),
                "SSLCACertificateFile " + certificate.file("certificate.pem"),
                "SSLVerifyClient require",
                "SSLOptions +StdEnvVars +ExportCertData",
                "JkMount /* weir",
                "</VirtualHost>")) {
            assertThat(front.port()).isNotEqualTo(port);
            HttpClient caller = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(certificate.context())
                    .build();

            HttpResponse<String> answer = caller.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/e/echo"))
                            .header("Client-Cert", ":ZXZpbA==:")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.body())
                    .contains("client-cert: :" + certificate.base64() + ":\n", "x-forwarded-proto: https\n")
                    .doesNotContain("ZXZpbA==");
        }
    }

    @Test
    void refusesAWebServerWithoutTheRightSecret() throws Exception {
        Path other = Files.createDirectory(folder.resolve("stranger"));
        try (HttpdProcess stranger = HttpdProcess.inFrontOf(node, other, "wrong")) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stranger.port() + "/e/echo")));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"wrong-secret\"");
        }
    }
}
