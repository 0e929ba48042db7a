package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node in this process: real Redis, real sockets. */
class NodeIT {
    @TempDir
    private Path folder;

    private NodeUnderTest node;

    @BeforeEach
    void choosePorts() throws Exception {
        node = new NodeUnderTest(folder);
    }

    @Test
    void servesWhatIsPublishedAndKeepsItOverARestart() throws Exception {
        HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            byte[] line = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        backend.start();
        try {
            String key;
            Node first = Node.start(node.settings());
            try {
                key = node.publishShop(
                        "http://127.0.0.1:" + backend.getAddress().getPort() + "/base");

                HttpResponse<String> answer = node.call("/shop/items/7?a=1&apikey=" + key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("/base/items/7?a=1");
                assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"hour\";q=5;w=3600");
                assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("4");
                assertThat(node.call("/shop/items/7").statusCode()).isEqualTo(401);
                assertThat(node.call("/nowhere").statusCode()).isEqualTo(404);
            } finally {
                first.stop();
            }

            Node again = Node.start(node.settings());
            try {
                HttpResponse<String> answer = node.call("/shop/items/8?apikey=" + key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("3");
            } finally {
                again.stop();
            }
        } finally {
            backend.stop(0);
        }
    }

    @Test
    void listensForWebServersAndTellsThemASecret() throws Exception {
        Node started = Node.start(node.settings());
        try (Socket webServer = new Socket(InetAddress.getLoopbackAddress(), node.ajpPort())) {
            webServer.setSoTimeout(20_000);
            webServer.getOutputStream().write(new byte[] {0x12, 0x34, 0, 1, 10});

            assertThat(webServer.getInputStream().readNBytes(5)).containsExactly('A', 'B', 0, 1, 9);
            assertThat(Files.readString(folder.resolve("ajp-secret")).strip()).hasSize(43);
        } finally {
            started.stop();
        }
    }

    @Test
    void documentsEveryMetricThatItGives() throws Exception {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        Node running = Node.start(node.settings());
        try {
            node.publishShop("http://127.0.0.1:1");

            assertThat(node.metrics()
                            .lines()
                            .filter(line -> line.startsWith("# TYPE weir_"))
                            .map(line -> line.split(" ")[2])
                            .filter(name -> !name.endsWith("_max"))
                            .filter(name -> !page.contains("| `" + name + "` |")))
                    .isEmpty();
        } finally {
            running.stop();
        }
    }

    @Test
    void saysWhichListenerCannotBeBoundAndLeavesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(node.httpPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            assertThatThrownBy(() -> Node.start(node.settings()))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("listeners.http")
                    .hasMessageContaining(String.valueOf(node.httpPort()));
        }

        Node.start(node.settings()).stop();
    }

    @Test
    void refusesADataFolderThatAnotherNodeUses() throws Exception {
        Node running = Node.start(node.settings());
        try {
            assertThatThrownBy(() -> Node.start(node.settings()))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("is used by another node");
        } finally {
            running.stop();
        }
    }
}
