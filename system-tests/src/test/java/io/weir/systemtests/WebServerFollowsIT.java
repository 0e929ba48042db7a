package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache httpd with mod_jk in front of a cluster, kept up to date by {@code weir wsconfig -watch}: callers notice nothing of what nodes do. */
class WebServerFollowsIT {
    private static final String[] SETTINGS = {"node.profile=gateway", "node.host=127.0.0.1"};

    @TempDir
    private Path folder;

    @Test
    void noRequestFailsWhileNodesJoinQuiesceAndLeaveAndOnlyThoseInFlightWhenOneIsKilled() throws Exception {
        HttpdProcess.requireFor(WebServerFollowsIT.class);
        try (Backend backend = new Backend("a");
                NodeProcess store = NodeProcess.withEmbeddedStore(folder("store"), "node.profile=control-plane");
                NodeProcess one = NodeProcess.joining(store, folder("one"), SETTINGS);
                NodeProcess two = NodeProcess.joining(store, folder("two"), SETTINGS);
                HttpdProcess httpd = HttpdProcess.alone(folder("httpd"))) {
            String key = Scenario.publish(store, "[]", backend.url());
            connect(store, one);
            try (WeirProcess watch = watch();
                    Callers callers = new Callers(httpd.port(), key)) {
                callers.awaitMore(50);
                assertThat(served(one)).isPositive();
                assertThat(served(two)).isPositive();

                try (NodeProcess three = NodeProcess.joining(store, folder("three"), SETTINGS)) {
                    eventually(() -> served(three) > 20);

                    one.run("quiesce", one.id(), "--mode", "all");
                    eventually(() -> one.call("/shop/items", key).statusCode() == 503);
                    callers.awaitMore(100);
                    assertThat(one.terminate()).isZero();
                    assertThat(two.terminate()).isZero();
                    callers.awaitMore(100);
                    assertThat(callers.failures()).isEmpty();

                    one.startAgain();
                    eventually(() -> served(one) > 20);
                    assertThat(callers.failures()).isEmpty();
                    three.signal("KILL");
                    callers.awaitMore(200);
                }
                callers.stop();
                assertThat(callers.failures()).hasSizeLessThanOrEqualTo(Callers.COUNT);
                watch.terminate();
                assertThat(watch.awaitEnd(Duration.ofSeconds(60)))
                        .as(watch.err())
                        .isZero();
            }
        }
    }

    private void connect(NodeProcess store, NodeProcess node) throws Exception {
        try (WeirProcess run = WeirProcess.run(
                folder,
                "wsconfig",
                "-ws",
                "Apache",
                "-dir",
                folder.resolve("httpd").toString(),
                "-vhost",
                "All",
                "-bin",
                HttpdProcess.program().toString(),
                "-cluster",
                store.clusterXml().toString(),
                "-secret-file",
                node.data().resolve("ajp-secret").toString(),
                "-connectors",
                folder.resolve("connectors").toString())) {
            assertThat(run.code()).as(run.out() + run.err()).isZero();
        }
    }

    private WeirProcess watch() throws IOException {
        WeirProcess watch = WeirProcess.start(
                WeirProcess.ROOT.resolve("weir"),
                folder,
                "wsconfig",
                "-watch",
                "-connectors",
                folder.resolve("connectors").toString());
        eventually(() -> watch.out().contains("following"));
        return watch;
    }

    /** How many requests a node has answered with 200. */
    private static double served(NodeProcess node) throws IOException, InterruptedException {
        double served = node.metric("weir_requests_total{status=\"200\"}");
        return Double.isNaN(served) ? 0 : served;
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
