package io.weir.addons.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuideTest {
    private final StringWriter shown = new StringWriter();

    @Test
    void asksUntilItKnowsEverything() throws IOException {
        int port = freePort();

        Optional<Guide.Answer> answer = guide(
                        "", "/srv/redis", "no such host!", "", "x", String.valueOf(port), "secret", "yes")
                .ask();

        assertThat(answer).contains(new Guide.Datastore(Path.of("/srv/redis"), "127.0.0.1", port, Secret.of("secret")));
        assertThat(shown.toString()).contains("no such host! (expected: an address", "x (expected: 1 to 65535)");
    }

    @Test
    void asksForAnotherPortWhereOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = freePort();

            Optional<Guide.Answer> answer = guide(
                            "", "/srv/redis", "", String.valueOf(taken.getLocalPort()), String.valueOf(port), "", "yes")
                    .ask();

            assertThat(answer).map(given -> ((Guide.Datastore) given).port()).contains(port);
            assertThat(shown.toString()).contains("127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
        }
    }

    @Test
    void insistsOnAPasswordWhereOthersCanConnect() throws IOException {
        Optional<Guide.Answer> answer = guide(
                        "", "/srv/redis", "0.0.0.0", String.valueOf(freePort()), "", "secret", "yes")
                .ask();

        assertThat(answer).map(given -> ((Guide.Datastore) given).password()).contains(Secret.of("secret"));
        assertThat(shown.toString()).contains("none (expected: one, because others");
    }

    @Test
    void doesNothingForSomebodyWhoGoesAway() throws IOException {
        assertThat(guide("", "/srv/redis").ask()).isEmpty();
        assertThat(guide("", "/srv/redis", "", String.valueOf(freePort()), "", "no")
                        .ask())
                .isEmpty();
    }

    @Test
    void asksForBothPortsOfAnAnalyticsServer() throws IOException {
        int http = freePort();
        int transport = freePort();

        Optional<Guide.Answer> answer = guide(
                        "redis", "analytics", "/srv/es", "", String.valueOf(http), String.valueOf(transport), "")
                .ask();

        assertThat(answer).contains(new Guide.Analytics(Path.of("/srv/es"), "127.0.0.1", http, transport));
        assertThat(shown.toString()).contains("redis (expected: datastore or analytics)");
    }

    private Guide guide(String... answers) {
        String typed = String.join("\n", answers) + "\n";
        return new Guide(
                new BufferedReader(new StringReader(typed)), new PrintWriter(shown, true), Path.of("/opt/weir"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
