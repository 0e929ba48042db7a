package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.systemtests.Commands.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are the same on all nodes: who gets in, who waits, who is out, and what they did. */
class PeopleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "a good long one";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private record Answer(int status, JsonNode json) {}

    @Test
    void areTheSameOnAllNodes(@TempDir Path folder) throws Exception {
        int portalPort = Ports.free();
        try (NodeProcess first = NodeProcess.withEmbeddedStore(
                        folder.resolve("first"),
                        "listeners.portal.enabled=true",
                        "listeners.portal.host=127.0.0.1",
                        "listeners.portal.port=" + portalPort);
                NodeProcess second = NodeProcess.joining(first, folder.resolve("second"))) {
            makesAUserByCommand(folder, first);
            endsSessionsAndTokensOfARemovedUser(first, second);
            letsGuessersWaitEverywhere(first, second);
            letsPeopleSignUpAtThePortal(first, second, "http://127.0.0.1:" + portalPort);
            tellsEverywhereWhoDidWhat(second);
        }
    }

    private static void makesAUserByCommand(Path folder, NodeProcess first) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        Run made = Commands.run(first, "user", "add", "alice", "--role", "viewer", "--password-file", file.toString());
        Run again = Commands.run(first, "user", "add", "alice", "--role", "viewer", "--without-password");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.errors()).singleElement().asString().contains("409", "alice");
    }

    private void endsSessionsAndTokensOfARemovedUser(NodeProcess first, NodeProcess second) throws Exception {
        awaitUser(second, "alice");
        String session =
                logIn(second.adminUrl(), "alice", PASSWORD).json().path("token").asText();
        String token =
                Commands.run(first, "token", "create", "--user", "alice").out().strip();
        assertThat(whoIs(second, session)).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> whoIs(second, token) == 200);

        Run removed = Commands.run(first, "user", "remove", "alice");

        assertThat(removed.code()).as(removed.err()).isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> whoIs(second, session) == 401 && whoIs(second, token) == 401);
        assertThat(whoIs(first, session)).isEqualTo(401);
    }

    private void letsGuessersWaitEverywhere(NodeProcess first, NodeProcess second) throws Exception {
        assertThat(logIn(first.adminUrl(), "admin", "wrong 1").status()).isEqualTo(401);
        assertThat(logIn(second.adminUrl(), "admin", "wrong 2").status()).isEqualTo(401);
        assertThat(logIn(first.adminUrl(), "admin", "wrong 3").status()).isEqualTo(401);

        assertThat(logIn(second.adminUrl(), "admin", "wrong 4").status()).isEqualTo(429);
        assertThat(logIn(second.adminUrl(), "nobody", "wrong 4").status()).isEqualTo(401);
    }

    private void letsPeopleSignUpAtThePortal(NodeProcess first, NodeProcess second, String portal) throws Exception {
        String form = "{\"username\":\"bob\",\"name\":\"Bob\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(post(portal + "/api/v1/signup", form).status()).isEqualTo(403);
        second.admin("PUT", "/settings/portal", "{\"signup\":\"approval\"}");

        assertThat(post(portal + "/api/v1/signup", form).status()).isEqualTo(202);
        assertThat(logIn(portal, "bob", PASSWORD).json().path("code").asText()).isEqualTo("user-pending");
        awaitUser(second, "bob");
        second.admin("POST", "/users/bob/approve", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> logIn(portal, "bob", PASSWORD).status() == 201);

        String admin = Files.readString(first.data().resolve("admin-token")).strip();
        assertThat(get(portal + "/api/v1/apis", admin)).isEqualTo(401);
        assertThat(get(portal + "/api/v1/cluster", admin)).isEqualTo(404);
        assertThat(get(portal + "/metrics", admin)).isEqualTo(404);
    }

    private static void tellsEverywhereWhoDidWhat(NodeProcess second) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode approved =
                    second.admin("GET", "/audit?operation=approveUser", "").path("items");
            JsonNode removed =
                    second.admin("GET", "/audit?kind=user&id=alice", "").path("items");
            assertThat(approved.path(0).path("before").path("state").asText()).isEqualTo("pending");
            assertThat(removed.findValuesAsText("operation")).contains("deleteUser", "createUser");
            assertThat(removed.toString()).doesNotContain("argon2id", PASSWORD);
        });
    }

    private static void awaitUser(NodeProcess node, String user) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        node.admin("GET", "/users?q=" + user, "").path("items").size() == 1);
    }

    private Answer logIn(String url, String user, String password) throws Exception {
        return post(url + "/api/v1/sessions", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
    }

    private Answer post(String url, String json) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private int whoIs(NodeProcess node, String token) throws Exception {
        return get(node.adminUrl() + "/api/v1/sessions", token);
    }

    private int get(String url, String token) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
