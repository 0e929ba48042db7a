package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wsconfig.httpd.CommandRunner;
import io.weir.wsconfig.httpd.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx and HAProxy take what is printed for them. */
class SnippetsIT {
    private static final String NODES = """
            <cluster name="weir" generation="1">
              <node id="n-1" host="10.0.0.5" state="up" weight="1000"><http port="8080"/></node>
              <node id="n-2" host="fd00::1" state="quiesced" weight="3"><http port="8080"/></node>
              <node id="n-3" host="127.0.0.1" state="up" weight="0"><http port="8081"/></node>
            </cluster>
            """;

    @TempDir
    Path folder;

    @Test
    void nginxTakesIts() throws IOException {
        Installed.require("nginx (apt install nginx-light)", "/usr/sbin/nginx");
        String main = "pid " + folder + "/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
                + snippet("nginx").replace("listen 80", "listen 127.0.0.1:" + Ports.free()) + "}\n";
        Path file = Files.writeString(folder.resolve("nginx.conf"), main);

        assertOk(List.of("/usr/sbin/nginx", "-t", "-p", folder.toString(), "-c", file.toString()));
    }

    @Test
    void haproxyTakesIts() throws IOException {
        Installed.require("HAProxy (apt install haproxy)", "/usr/sbin/haproxy");
        String main = "defaults\n    timeout connect 2s\n    timeout client 60s\n    timeout server 60s\n"
                + snippet("haproxy").replace("bind :80", "bind 127.0.0.1:" + Ports.free());
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), main);

        assertOk(List.of("/usr/sbin/haproxy", "-c", "-f", file.toString()));
    }

    private String snippet(String server) throws IOException {
        Files.writeString(folder.resolve("cluster.xml"), NODES);
        CommandRun run = CommandRun.in(folder, "-snippet", server);
        assertThat(run.code()).as(run.err()).isEqualTo(0);
        return run.out();
    }

    private static void assertOk(List<String> command) throws IOException {
        Outcome outcome = CommandRunner.processes(Duration.ofSeconds(60)).run(command, Map.of());

        assertThat(outcome.isOk()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).doesNotContain("[WARNING]", "[warn]");
    }
}
