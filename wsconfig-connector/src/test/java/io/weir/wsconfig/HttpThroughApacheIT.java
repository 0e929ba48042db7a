package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real requests through a real Apache httpd by HTTP: everything of a connector but AJP itself. */
class HttpThroughApacheIT {
    @TempDir
    Path temp;

    private Path root;
    private Wsconfig wsconfig;
    private Backend one;
    private Backend two;

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
        wsconfig.cluster(one.node("up", 3), two.node("up", 1));
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void spreadsRequestsByWeightAndKeepsTheAdministration() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();
            connect(httpd, "All");

            assertThat(wsconfig.read("connectors/1/wsconfig.log")).contains("reloaded: /bin/kill -USR1 ");
            Map<String, Integer> answers = new TreeMap<>();
            for (int request = 0; request < 40; request++) {
                answers.merge(httpd.get("second.example.com", "/x").split(" ")[1], 1, Integer::sum);
            }

            assertThat(answers).containsEntry("n-1", 30).containsEntry("n-2", 10);
            for (String kept : new String[] {"/admin", "/admin/", "/admin/x", "/api/v1", "/api/v1/cluster"}) {
                assertThat(httpd.get("first.example.com", kept))
                        .as(kept)
                        .startsWith("404 ")
                        .doesNotContain("n-");
            }
            assertThat(httpd.get("second.example.com", "/a%2Fb")).contains(" GET /a%2Fb ");
            assertThat(httpd.get("first.example.com", "/administrator")).startsWith("200 n-");
            assertThat(httpd.get("first.example.com", "/api/v10")).startsWith("200 n-");
        }
    }

    @Test
    void passesPathHostAndBodyOnAsTheCallerSentThem() throws Exception {
        wsconfig.cluster(one.node("up", 1));
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            connect(httpd, "first.example.com");
            httpd.start();

            assertThat(httpd.get("first.example.com", "/a%2Fb/%C3%A4/%7Ex//y/..%2fz?q=%2F&r=a+b"))
                    .isEqualTo("200 n-1 GET /a%2Fb/%C3%A4/%7Ex//y/..%2fz?q=%2F&r=a+b first.example.com http 0");
            assertThat(httpd.request("first.example.com", "/up", "POST", new byte[3_000_000]))
                    .isEqualTo("200 n-1 POST /up first.example.com http 3000000");
        }
    }

    @Test
    void connectsOneVirtualHostAndNoOther() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();

            connect(httpd, "second.example.com");

            assertThat(httpd.get("second.example.com", "/nothing-here")).startsWith("200 n-");
            assertThat(httpd.get("first.example.com", "/nothing-here")).startsWith("404 ");
        }
    }

    @Test
    void changesNothingTheSecondTimeAndEverythingBackInTheEnd() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            Map<String, String> before = httpd.snapshot();
            httpd.start();
            connect(httpd, "second");
            Map<String, String> connected = httpd.snapshot();
            String connectors = wsconfig.everything();

            assertThat(connect(httpd, "second").out()).contains("nothing to change");
            assertThat(httpd.snapshot()).isEqualTo(connected).isNotEqualTo(before);
            assertThat(wsconfig.everything()).isEqualTo(connectors);

            Wsconfig.Run removed = wsconfig.run(
                            "-remove", "-ws", "Apache", "-dir", httpd.conf().toString(), "-vhost", "second")
                    .ok();
            assertThat(removed.out()).contains("web server reloaded");
            assertThat(httpd.snapshot()).isEqualTo(before);
            assertThat(httpd.get("second.example.com", "/nothing-here")).startsWith("404 ");
        }
    }

    @Test
    void goesOnWithTheOtherNodeWhereOneIsGone() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            connect(httpd, "All");
            httpd.start();
            one.close();

            for (int request = 0; request < 20; request++) {
                assertThat(httpd.get("first.example.com", "/x")).startsWith("200 n-2 ");
            }
        }
    }

    @Test
    void appliesOwnRules() throws Exception {
        Path mapping = Files.writeString(root.resolve("mapping"), "/shop|/*\n/ping.txt\n!/shop/static|/*\n");
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            connect(httpd, "All", "-mapping", mapping.toString());
            httpd.start();

            assertThat(httpd.get("first.example.com", "/shop")).contains(" GET /shop ");
            assertThat(httpd.get("first.example.com", "/shop/a%2Fb")).contains(" GET /shop/a%2Fb ");
            assertThat(httpd.get("first.example.com", "/ping.txt")).contains(" GET /ping.txt ");
            assertThat(httpd.get("first.example.com", "/pingXtxt")).startsWith("404 ");
            assertThat(httpd.get("first.example.com", "/shop/static/x")).startsWith("404 ");
            assertThat(httpd.get("first.example.com", "/other")).startsWith("404 ");
        }
    }

    @Test
    void putsEverythingBackWhereApacheIsNotContent() throws Exception {
        try (RealHttpd httpd = RealHttpd.debian(root)) {
            httpd.start();
            String ports = Files.readString(httpd.conf().resolve("ports.conf"));
            Files.writeString(httpd.conf().resolve("ports.conf"), ports + "\nNonsense on\n");
            Map<String, String> before = httpd.snapshot();

            Wsconfig.Run run = wsconfig.run(options(httpd, "All"));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("Invalid command 'Nonsense'", "everything was put back")
                    .contains("does not pass its test without the change either");
            assertThat(httpd.snapshot()).isEqualTo(before);
            assertThat(wsconfig.file("connectors/1")).doesNotExist();
            assertThat(httpd.get("first.example.com", "/nothing-here")).startsWith("404 ");
            // Debian's script does not even stop a web server whose configuration is broken.
            Files.writeString(httpd.conf().resolve("ports.conf"), ports);
        }
    }

    @Test
    void connectsAServerBuiltFromSource() throws Exception {
        try (RealHttpd httpd = RealHttpd.plain(root)) {
            Map<String, String> before = httpd.snapshot();
            httpd.start();
            connect(httpd, "All", "-bin", RealHttpd.PROGRAM);

            assertThat(httpd.get("localhost", "/a%2Fb")).contains(" GET /a%2Fb ");

            wsconfig.run("-remove", "-connector", "1").ok();
            assertThat(httpd.snapshot()).isEqualTo(before);
        }
    }

    private Wsconfig.Run connect(RealHttpd httpd, String virtualHost, String... more) throws Exception {
        return wsconfig.run(options(httpd, virtualHost, more)).ok();
    }

    private static String[] options(RealHttpd httpd, String virtualHost, String... more) {
        List<String> options = new ArrayList<>(
                List.of("-ws", "Apache", "-dir", httpd.conf().toString(), "-vhost", virtualHost, "-protocol", "http"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }
}
