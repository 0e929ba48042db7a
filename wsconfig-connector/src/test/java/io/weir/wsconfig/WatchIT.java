package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server under load follows its cluster. */
class WatchIT {
    private static final String HOST = "first.example.com";

    @TempDir
    Path temp;

    private Path root;
    private Wsconfig wsconfig;
    private Backend one;
    private Backend two;
    private Backend three;

    @BeforeAll
    static void require() {
        RealHttpd.require();
    }

    @BeforeEach
    void start() throws IOException {
        root = temp.toRealPath();
        wsconfig = Wsconfig.copiedTo(root.resolve("wsconfig"));
        one = Backend.start("n-1");
        two = Backend.start("n-2");
        three = Backend.start("n-3");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        three.close();
    }

    @Test
    void losesNoRequestWhileNodesComeQuiesceAndGo() throws Exception {
        wsconfig.cluster(one.node("up", 1), two.node("up", 1));
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();
            connect(httpd);
            Process watch = wsconfig.start("watch.out", "-watch");
            eventually().until(() -> wsconfig.read("watch.out").contains("following"));
            try (Load load = Load.on(httpd, HOST, 4)) {
                eventually().until(() -> load.requests() > 50);

                wsconfig.cluster(one.node("up", 1), two.node("up", 1), three.node("up", 1));
                eventually().until(() -> three.requests() > 10);

                wsconfig.cluster(one.node("quiesced", 1), two.node("up", 1), three.node("up", 1));
                awaitReloads(2);
                eventually().until(() -> isIdle(one, load));

                wsconfig.cluster(two.node("up", 1), three.node("up", 1));
                awaitReloads(3);
                one.close();
                long before = load.requests();
                eventually().until(() -> load.requests() > before + 100);

                assertThat(load.failures()).isEmpty();
            }
            watch.destroy();
            assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).as(wsconfig.read("watch.out")).isEqualTo(0);
            assertThat(wsconfig.read("watch.out")).endsWith("ended\n");
        }
    }

    @Test
    void survivesADescriptionThatIsDamagedOrGone() throws Exception {
        wsconfig.cluster(one.node("up", 1));
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();
            connect(httpd);
            Process watch = wsconfig.start("watch.out", "-watch", "-connector", "1");
            eventually().until(() -> wsconfig.read("watch.out").contains("following"));

            Files.writeString(wsconfig.file("cluster.xml"), "<cluster name=\"weir\"><node id=");
            eventually().until(() -> wsconfig.read("watch.out").contains("not well-formed or not complete"));
            Files.delete(wsconfig.file("cluster.xml"));
            eventually().until(() -> wsconfig.read("watch.out").contains("no such file"));
            assertThat(httpd.get(HOST, "/x")).startsWith("200 n-1 ");

            wsconfig.cluster(two.node("up", 1));
            eventually().until(() -> httpd.get(HOST, "/x").startsWith("200 n-2 "));
            watch.destroy();
            assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).isEqualTo(0);
        }
    }

    private void connect(RealHttpd httpd) throws Exception {
        wsconfig.run("-ws", "Apache", "-dir", httpd.conf().toString(), "-vhost", "All", "-protocol", "http")
                .ok();
    }

    /** True where the load went on for a while and none of it reached this node. */
    private static boolean isIdle(Backend backend, Load load) {
        long reached = backend.requests();
        long sent = load.requests();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.requests() > sent + 40);
        return backend.requests() == reached;
    }

    private void awaitReloads(int count) {
        eventually().until(() -> wsconfig.read("watch.out").split("web server reloaded", -1).length > count);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
    }
}
