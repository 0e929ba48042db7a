package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes behind a balancer are restarted one after the other, and callers notice nothing. */
class RollingRestartIT {
    private static final String[] SETTINGS = {"node.profile=gateway", "quiesce.delay=2s"};

    @TempDir
    private Path folder;

    @Test
    void noRequestFailsInARollingRestartAndOnlyThoseInFlightWhenANodeIsKilled() throws Exception {
        Path haproxy = Programs.require("haproxy");
        try (Backend backend = new Backend("a");
                NodeProcess store = NodeProcess.withEmbeddedStore(folder("store"), "node.profile=control-plane");
                NodeProcess one = NodeProcess.joining(store, folder("one"), SETTINGS);
                NodeProcess two = NodeProcess.joining(store, folder("two"), SETTINGS);
                NodeProcess three = NodeProcess.joining(store, folder("three"), SETTINGS)) {
            List<NodeProcess> gateways = List.of(one, two, three);
            String key = Scenario.publish(store, "[]", backend.url());
            for (NodeProcess gateway : gateways) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> gateway.call("/shop/items", key).statusCode() == 200);
            }
            int port = Ports.free();
            Process balancer = start(haproxy, port, gateways);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isListening(port));
            try (Callers callers = new Callers(port, key)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() ->
                                callers.answered() > 0 && callers.failures().isEmpty());
                for (NodeProcess gateway : gateways) {
                    assertThat(gateway.terminate()).isZero();
                    gateway.startAgain();
                    callers.awaitMore(50);
                }
                assertThat(callers.failures()).isEmpty();

                two.signal("KILL");
                callers.awaitMore(200);
                callers.stop();
                assertThat(callers.failures()).hasSizeLessThanOrEqualTo(Callers.COUNT);
            } finally {
                balancer.destroy();
                balancer.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Process start(Path haproxy, int port, List<NodeProcess> nodes) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "defaults",
                "  mode http",
                "  timeout connect 2s",
                "  timeout client 30s",
                "  timeout server 30s",
                "  timeout check 2s",
                "  option redispatch",
                "frontend in",
                "  bind 127.0.0.1:" + port,
                "  default_backend nodes",
                "backend nodes",
                "  option httpchk GET /health/ready",
                "  default-server inter 200ms fall 2 rise 1"));
        for (NodeProcess node : nodes) {
            lines.add("  server " + node.id() + " 127.0.0.1:" + node.httpPort() + " check port " + node.adminPort());
        }
        Path config = Files.write(folder.resolve("haproxy.cfg"), lines);
        return new ProcessBuilder(haproxy.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }
}
