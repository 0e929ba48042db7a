package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mod_jk makes of a connector's files, by its status worker. Nobody listens at the nodes' ports. */
class AjpInApacheIT {
    @TempDir
    Path temp;

    private Path root;
    private Wsconfig wsconfig;

    @BeforeAll
    static void require() {
        RealHttpd.require();
    }

    @BeforeEach
    void start() throws IOException {
        root = temp.toRealPath();
        wsconfig = Wsconfig.copiedTo(root.resolve("wsconfig"));
        wsconfig.cluster(node("n-1", "up", 3), node("n-2", "quiesced", 1));
    }

    @Test
    void worksBesideTheWorkersFileOfDebian() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            Map<String, String> before = httpd.snapshot();
            httpd.start();
            connect(httpd, "All");

            assertThat(members(httpd, "second.example.com"))
                    .containsExactly(
                            "weir1-node-n-1 127.0.0.1 lbfactor=3 activation=ACT",
                            "weir1-node-n-2 127.0.0.1 lbfactor=1 activation=DIS");
            assertThat(wsconfig.file("connectors/1/workers.conf")).exists();
            assertThat(httpd.get("first.example.com", "/petstore")).startsWith("503 ");
            assertThat(httpd.get("first.example.com", "/admin/")).startsWith("404 ");
            assertThat(httpd.get("first.example.com", "/api/v1/cluster")).startsWith("404 ");
            assertThat(wsconfig.read("connectors/1/wsconfig.log")).doesNotContain(Wsconfig.SECRET);

            wsconfig.run("-remove", "-connector", "1").ok();
            assertThat(httpd.snapshot()).isEqualTo(before);
            assertThat(httpd.get("first.example.com", "/petstore")).startsWith("404 ");
        }
    }

    @Test
    void bringsItsOwnModuleAndWorkersFile() throws Exception {
        try (RealHttpd httpd = RealHttpd.plain(root)) {
            connect(httpd, "All", "-bin", RealHttpd.PROGRAM);
            httpd.start();

            assertThat(wsconfig.file("connectors/1/workers.conf")).doesNotExist();
            assertThat(members(httpd, "localhost")).hasSize(2);
        }
    }

    @Test
    void followsWeightAndStateByAReload() throws Exception {
        try (RealHttpd httpd = RealHttpd.plain(root)) {
            connect(httpd, "All", "-bin", RealHttpd.PROGRAM);
            httpd.start();
            wsconfig.cluster(
                    node("n-1", "quiesced", 3), node("n-2", "up", 0), node("n-3", "up", 7), node("n-4", "starting", 1));

            assertThat(connect(httpd, "All", "-bin", RealHttpd.PROGRAM).out()).contains("web server reloaded");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(members(httpd, "localhost"))
                            .containsExactly(
                                    "weir1-node-n-1 127.0.0.1 lbfactor=3 activation=DIS",
                                    "weir1-node-n-2 127.0.0.1 lbfactor=1 activation=DIS",
                                    "weir1-node-n-3 127.0.0.1 lbfactor=7 activation=ACT"));
        }
    }

    @Test
    void connectsTwoVirtualHostsOnTheirOwn() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();
            connect(httpd, "first.example.com");
            connect(httpd, "second");

            assertThat(members(httpd, "first.example.com")).hasSize(4).anyMatch(line -> line.startsWith("weir2-"));
            assertThat(httpd.get("second.example.com", "/petstore")).startsWith("503 ");

            wsconfig.run("-remove", "-connector", "1").ok();
            assertThat(httpd.get("first.example.com", "/petstore")).startsWith("404 ");
            assertThat(httpd.get("second.example.com", "/petstore")).startsWith("503 ");
        }
    }

    private Wsconfig.Run connect(RealHttpd httpd, String virtualHost, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-ws", "Apache", "-dir", httpd.conf().toString(), "-vhost", virtualHost, "-status", "/jk-state"));
        options.addAll(List.of(more));
        return wsconfig.run(options.toArray(String[]::new)).ok();
    }

    /** Name, host, factor and activation of each member, as the status worker lists them. */
    private static List<String> members(RealHttpd httpd, String host) {
        return httpd.get(host, "/jk-state?mime=txt")
                .lines()
                .filter(line -> line.startsWith("Member: "))
                .map(line -> line.replaceAll(
                        "Member: name=(\\S+) .* host=(\\S+) .* (activation=\\S+) (lbfactor=\\S+) .*", "$1 $2 $4 $3"))
                .toList();
    }

    private static String node(String id, String state, int weight) {
        return "<node id=\"" + id + "\" host=\"127.0.0.1\" state=\"" + state + "\" weight=\"" + weight
                + "\"><ajp port=\"1\" loopback=\"true\"/></node>";
    }
}
