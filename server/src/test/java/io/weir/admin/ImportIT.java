package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.admin.AdminExtension.Answered;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportIT {
    private static final int LARGEST = (int) Dispatcher.MAX_DOCUMENT_BYTES;
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Pet Store, version: "2.1"}
            servers: [{url: "http://backend.example:8080/v2"}]
            paths:
              /pets: {get: {responses: {"200": {description: ok}}}, post: {responses: {"201": {description: ok}}}}
              /pets/{id}: {get: {responses: {"200": {description: ok}}}}
            """;

    private static HttpServer documents;

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @BeforeAll
    static void serveDocuments() throws Exception {
        documents = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        documents.createContext("/document.yaml", exchange -> {
            byte[] bytes = DOCUMENT.replace("Pet Store", "Fetched").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/yaml");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        documents.createContext("/to-metadata", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        documents.createContext("/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round?" + System.identityHashCode(exchange));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        documents.start();
    }

    @AfterAll
    static void stopDocuments() {
        documents.stop(0);
    }

    @Test
    void makesAnApiOfADocumentAndGivesTheDocumentBack() throws Exception {
        Answered made = send("/apis/import?context=/store&name=My%20Pets", "application/yaml", DOCUMENT);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/apis/my-pets");
        assertThat(made.json().path("api").path("context").asText()).isEqualTo("/store");
        assertThat(made.json().path("api").path("version").asText()).isEqualTo("2.1");
        assertThat(made.json().path("api").path("resources")).hasSize(3);
        assertThat(made.json()
                        .path("api")
                        .path("endpoint")
                        .path("targets")
                        .get(0)
                        .path("url")
                        .asText())
                .isEqualTo("http://backend.example:8080/v2");

        Answered document = admin.get("/apis/my-pets/document");
        assertThat(document.text()).isEqualTo(DOCUMENT);
        assertThat(document.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(document.header("Content-Disposition")).isEqualTo("attachment");
    }

    @Test
    void triesWithoutMakingAnything() throws Exception {
        Answered tried = send("/apis/import?dryRun=true&name=Dry", "application/yaml", DOCUMENT);

        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.json().path("api").path("id").asText()).isEqualTo("dry");
        assertThat(tried.json().path("problems").isArray()).isTrue();
        assertThat(admin.get("/apis/dry").status()).isEqualTo(404);
    }

    @Test
    void refusesWhatItCannotTake() throws Exception {
        Answered broken = send("/apis/import", "application/json", "{\"openapi\":");
        Answered other = send("/apis/import", "application/json", "{\"asyncapi\":\"2.0\"}");
        Answered context = send("/apis/import?context=nowhere", "application/yaml", DOCUMENT);

        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.json().path("errors")).isNotEmpty();
        assertThat(other.status()).isEqualTo(422);
        assertThat(context.errorPaths()).containsExactly("query.context");
    }

    @Test
    void refusesAPlaceThatIsTaken() throws Exception {
        send("/apis/import?context=/here&name=First", "application/yaml", DOCUMENT);

        Answered second = send("/apis/import?context=/here&name=Second", "application/yaml", DOCUMENT);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("detail").asText()).contains("API first");
    }

    @Test
    void fetchesADocument() throws Exception {
        Answered made = byAddress(address("/document.yaml"));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("api").path("id").asText()).isEqualTo("fetched");
        assertThat(admin.get("/apis/fetched/document").text()).contains("title: Fetched");
    }

    @Test
    void fetchesOverHttpFromPlacesForDocumentsAlone() throws Exception {
        assertRefused("file:///etc/passwd", "http or https");
        assertRefused("http://user:secret@127.0.0.1/", "user info");
        assertRefused("http://169.254.169.254/latest/meta-data", "link-local");
        assertRefused(address("/to-metadata"), "link-local");
        assertRefused(address("/round"), "redirect");
        assertRefused(address("/missing"), "404");
    }

    @Test
    void keepsAnotherDocument() throws Exception {
        admin.put("/apis/by-hand", "{\"name\":\"H\",\"context\":\"/by-hand\"}");

        Answered none = admin.get("/apis/by-hand/document");
        Answered kept = admin.send(
                admin.request("/apis/by-hand/document")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"openapi\":\"3.0.0\"}")),
                admin.localToken());

        assertThat(none.status()).isEqualTo(404);
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.json().path("document").path("mediaType").asText()).isEqualTo("application/json");
        assertThat(admin.get("/apis/by-hand/document").text()).isEqualTo("{\"openapi\":\"3.0.0\"}");
    }

    @Test
    void takesADocumentOf64Megabytes() throws Exception {
        byte[] document = new byte[LARGEST];
        Arrays.fill(document, (byte) ' ');
        byte[] json =
                "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Large\",\"version\":\"1\"},\"paths\":{\"/a\":{\"get\":{}}}}"
                        .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, document, 0, json.length);

        Answered taken = admin.send(
                admin.request("/apis/import?dryRun=true")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(document)),
                admin.localToken());

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.json().path("api").path("id").asText()).isEqualTo("large");
    }

    @Test
    void refusesALargerOneWhetherItSaysSoOrNot() throws Exception {
        String told;
        try (Socket socket = sendHead("Content-Length: " + (LARGEST + 1))) {
            told = answer(socket);
        }
        String untold;
        try (Socket socket = sendHead("Transfer-Encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            byte[] piece = new byte[1 << 20];
            for (int sent = 0; sent < LARGEST; sent += piece.length) {
                out.write(ascii(Integer.toHexString(piece.length) + "\r\n"));
                out.write(piece);
                out.write(ascii("\r\n"));
            }
            out.write(ascii("1\r\nx\r\n"));
            untold = answer(socket);
        }

        for (String refused : List.of(told, untold)) {
            assertThat(refused)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\"code\":\"body-too-large\"", "larger than 104857600 bytes");
        }
    }

    private static Socket sendHead(String length) throws IOException {
        URI uri = URI.create(admin.url("/api/v1/apis/import?dryRun=true"));
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(ascii("POST " + uri.getRawPath() + "?" + uri.getRawQuery()
                        + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + admin.localToken() + "\r\n" + length + "\r\n\r\n"));
        return socket;
    }

    /** To the end: what was not read whole closes the connection. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(String url, String why) throws Exception {
        Answered refused = byAddress(url);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.errorPaths()).containsExactly("url");
        assertThat(refused.text()).contains(why);
    }

    private static Answered byAddress(String url) throws Exception {
        return send("/apis/import", DocumentResource.BY_ADDRESS, "{\"url\":\"%s\"}".formatted(url));
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + documents.getAddress().getPort() + path;
    }

    private static Answered send(String path, String mediaType, String body) throws Exception {
        return admin.send(
                admin.request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofString(body)),
                admin.localToken());
    }
}
