package io.weir.wsconfig.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminApiIT {
    private static final String ANSWER =
            "{\"name\":\"weir\",\"generation\":1,\"nodes\":[{\"id\":\"n\",\"host\":\"h\",\"state\":\"up\"}]}";

    @TempDir
    Path folder;

    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = ANSWER;
    private volatile String wanted = "one";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(folder.resolve("token"), "one\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsTheClusterWithTheToken() {
        assertThat(api().read().nodes()).extracting(ClusterNode::id).containsExactly("n");
    }

    @Test
    void readsTheTokenAnewForEachCall() throws IOException {
        AdminApi api = api();
        api.read();
        wanted = "two";
        assertThatThrownBy(api::read).hasMessageContaining("answered 401");

        Files.writeString(folder.resolve("token"), "two");

        assertThat(api.read().name()).isEqualTo("weir");
    }

    @Test
    void saysWhoMayAsk() {
        wanted = "other";

        assertThatThrownBy(() -> api().read())
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("answered 401 (expected: 200; ")
                .hasMessageContaining("admin, publisher or viewer")
                .hasMessageNotContaining("one");
    }

    @Test
    void followsNoRedirect() {
        status = 302;

        assertThatThrownBy(() -> api().read()).hasMessageContaining("answered 302");
    }

    @Test
    void refusesAnAnswerThatIsNoCluster() {
        answer = "<html>";

        assertThatThrownBy(() -> api().read()).hasMessageContaining("not the JSON of a cluster");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        assertThatThrownBy(() -> new AdminApi(nobody, folder.resolve("token")).read())
                .isInstanceOf(WsconfigException.class)
                .hasMessageStartingWith(nobody + ": ")
                .hasMessageContaining("(expected: the admin API of a running node)");
    }

    @Test
    void refusesAFileWithoutAToken() throws IOException {
        Files.writeString(folder.resolve("token"), "two words");

        assertThatThrownBy(() -> api().read())
                .hasMessageContaining("holds no token")
                .hasMessageNotContaining("words");
    }

    private AdminApi api() {
        return new AdminApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), folder.resolve("token"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isKnown =
                ("Bearer " + wanted).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && exchange.getRequestURI().getPath().equals("/api/v1/cluster");
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
        exchange.sendResponseHeaders(isKnown ? status : 401, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
