package io.weir.admin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerIT {
    private static final String SHELL = "<!doctype html><title>Weir</title>";
    private static final String SCRIPT = "console.log('weir')";

    private static final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, byte[]> built = new HashMap<>();
        built.put("files.tsv", """
                admin.html\t11\ttext/html; charset=utf-8
                assets/app-1.js\t22\ttext/javascript; charset=utf-8
                """.getBytes(StandardCharsets.UTF_8));
        add(built, "admin.html", SHELL);
        add(built, "assets/app-1.js", SCRIPT);
        PageServer pages = new PageServer(
                PageFiles.load(path -> built.containsKey(path) ? new ByteArrayInputStream(built.get(path)) : null));
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        pages.mountIndex(router, PageServer.Page.ADMIN);
        pages.mount(router, PageServer.Page.ADMIN);
        pages.mount(router, PageServer.Page.PORTAL);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static void add(Map<String, byte[]> built, String path, String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        built.put(path, text.getBytes(StandardCharsets.UTF_8));
        built.put(path + ".gz", zipped.toByteArray());
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/", "/admin/apis", "/admin/apis/shop.v1", "/admin/apis/%2e%2e%2fx"})
    void givesTheShellForWhateverPathOfThePage(String path) throws Exception {
        HttpResponse<byte[]> answered = send("GET", path);

        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(new String(answered.body(), StandardCharsets.UTF_8)).isEqualTo(SHELL);
        assertThat(header(answered, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answered, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self';");
    }

    @Test
    void givesFilesWithADigestInTheirNameForEver() throws Exception {
        HttpResponse<byte[]> answered = send("GET", "/admin/assets/app-1.js");

        assertThat(new String(answered.body(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
        assertThat(header(answered, "Cache-Control")).contains("immutable");
        assertThat(header(answered, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(answered, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(send("GET", "/portal/assets/app-1.js").statusCode()).isEqualTo(200);
    }

    @Test
    void compressesForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> zipped = send("GET", "/admin/assets/app-1.js", "Accept-Encoding", "br, gzip;q=0.5");
        HttpResponse<byte[]> plain = send("GET", "/admin/assets/app-1.js", "Accept-Encoding", "br, gzip;q=0");

        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(SCRIPT.getBytes(StandardCharsets.UTF_8));
        assertThat(header(plain, "Content-Encoding")).isEmpty();
    }

    @Test
    void doesNotSendAgainWhatTheBrowserHas() throws Exception {
        String etag = header(send("GET", "/admin/"), "ETag");
        HttpResponse<byte[]> again = send("GET", "/admin/", "If-None-Match", etag);

        assertThat(etag).isEqualTo("\"11\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void answersHeadWithoutTheBody() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", "/admin/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(SHELL.length()));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/assets/app-2.js",
                "/admin/assets/",
                "/admin/assets/../files.tsv",
                "/admin/assets/%2e%2e/files.tsv",
                "/admin/assets/..%2f..%2fopenapi.yaml",
                "/portal/",
                "/adminx",
                "/files.tsv"
            })
    void hasNothingButTheFilesOfTheBuild(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void leadsToTheConsole() throws Exception {
        HttpResponse<byte[]> root = send("GET", "/");
        HttpResponse<byte[]> bare = send("GET", "/portal");

        assertThat(root.statusCode()).isEqualTo(302);
        assertThat(header(root, "Location")).isEqualTo("/admin/");
        assertThat(header(bare, "Location")).isEqualTo("/portal/");
    }

    @Test
    void takesNothingButReads() throws Exception {
        assertThat(send("POST", "/admin/").statusCode()).isEqualTo(405);
    }
}
