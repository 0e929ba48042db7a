package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.ExitCodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analytics servers by the installer, with a real Elasticsearch out of the local repository or from the central one. */
class AnalyticsIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path base;

    private Path first;
    private Path second;
    private int port;

    @BeforeEach
    void choose() throws IOException {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        first = base.resolve("first");
        second = base.resolve("second");
        port = AddonsRun.freePort();
    }

    @AfterEach
    void end() {
        AddonsRun.of("uninstall", "--dir", second, "--purge");
        AddonsRun.of("uninstall", "--dir", first, "--purge");
    }

    @Test
    void twoFormAClusterAndLoseNothingWhenOneStops() throws Exception {
        AddonsRun one = install(first, port, port + 1);
        assertThat(one.errors()).isEmpty();
        assertThat(one.code()).isEqualTo(ExitCodes.OK);
        AddonsRun two = install(second, port + 2, port + 3, "--seed", "127.0.0.1:" + (port + 1));
        assertThat(two.code()).isEqualTo(ExitCodes.OK);
        assertThat(AddonsRun.of("status", "--dir", first).out()).contains("cluster groot-elasticsearch of 2");
        send("PUT", port + 2, "/t/_doc/1?refresh=true", "{\"a\":1}");

        for (Path dir : new Path[] {second, first}) {
            assertThat(AddonsRun.of("stop", "--dir", dir).code()).isZero();
            assertThat(AddonsRun.of("start", "--dir", dir).code()).isZero();
            assertThat(send("GET", port, "/t/_doc/1", "")).contains("\"found\":true");
        }

        assertThat(AddonsRun.of("uninstall", "--dir", second).out()).contains("its data are still in");
        assertThat(second.resolve("data")).isNotEmptyDirectory();
        assertThat(second.resolve("server")).doesNotExist();
    }

    @Test
    void leavesNothingOfAnArchiveThatIsNone() throws IOException {
        Path archive = Files.writeString(base.resolve("es.zip"), "PK");

        AddonsRun run = AddonsRun.of(
                "install",
                "analytics",
                "--dir",
                first,
                "--http-port",
                port,
                "--transport-port",
                port + 1,
                "--from",
                archive);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("es.zip");
        assertThat(first).doesNotExist();
    }

    private static AddonsRun install(Path dir, int http, int transport, String... more) {
        Object[] args = new Object[10 + more.length];
        Object[] own = {
            "install", "analytics", "--dir", dir, "--http-port", http, "--transport-port", transport, "--heap", "256m"
        };
        System.arraycopy(own, 0, args, 0, own.length);
        System.arraycopy(more, 0, args, own.length, more.length);
        return AddonsRun.of(args);
    }

    private String send(String method, int where, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
