package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised of records, with everything real: one node has the analytics server, another one the calls. The server is killed, an
 * index is rolled over, the node is killed, and the settings are changed meanwhile.
 */
class AnalyticsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OF_SUBSCRIBER = 20;
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
    /** A busy machine may be late with what it does each interval. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final int port = Ports.free();
    private final RecordedCalls recorded = new RecordedCalls(port);
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @BeforeEach
    void letsTheServersUserIn() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everyCallIsRecordedOnceWhateverBecomesOfTheServerAndTheNode() throws Exception {
        try (EchoTarget target = new EchoTarget();
                NodeProcess keeper = NodeProcess.withEmbeddedStore(
                        folder.resolve("keeper"),
                        "analytics.enabled=true",
                        "analytics.mode=embedded",
                        "analytics.heap=256MB",
                        "analytics.addresses=127.0.0.1:" + port);
                NodeProcess node = NodeProcess.configured(keeper, folder.resolve("node"))) {
            String key = Scenario.publish(node, Scenario.hourly(1_000_000), target.url());
            String token = subscribes(node);
            callsAsTheSubscriber(keeper);
            Awaitility.await().atMost(PATIENCE).until(recorded::isUp);
            put(node, "{\"enabled\":true,\"addresses\":[\"127.0.0.1:%d\"]}".formatted(port));

            losesNothingWhileTheServerIsKilled(keeper, node, key);
            tellsEachFieldOfACall(node);
            tellsWhatAKillOfTheNodeLost(node, key);
            showsTheCallsToThoseWhoMaySeeThem(node, token);
            goesOnElsewhereAndStops(node, key);
        }
    }

    private void losesNothingWhileTheServerIsKilled(NodeProcess keeper, NodeProcess node, String key) throws Exception {
        try (Callers callers = new Callers(node.httpPort(), key)) {
            callers.awaitMore(200);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !recorded.of(node.id()).isEmpty());
            callers.awaitMore(200);
            recorded.rollOver();
            callers.awaitMore(200);
            ProcessHandle killed = keeper.elasticsearch();
            assertThat(killed.destroyForcibly()).isTrue();
            killed.onExit().join();
            callers.awaitMore(200);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> recorded.isUp() && !recorded.of(node.id()).isEmpty());
            recorded.rollOver();
            callers.awaitMore(200);
            callers.stop();

            assertThat(callers.failures()).isEmpty();
            Set<String> answered = callers.answers().keySet();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(ids(node)).hasSameElementsAs(answered));
            assertThat(ids(node)).doesNotHaveDuplicates();
            assertThat(recorded.indices()).isEqualTo(3);
        }
    }

    private List<String> ids(NodeProcess node) throws Exception {
        return recorded.of(node.id()).stream()
                .map(call -> call.path("requestId").asText())
                .toList();
    }

    private void tellsEachFieldOfACall(NodeProcess node) throws Exception {
        JsonNode call = recorded.of(node.id()).get(0);

        assertThat(Instant.parse(call.path("@timestamp").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
        Map.of(
                        "node", node.id(),
                        "organization", "default",
                        "api", "shop",
                        "apiName", "Shop",
                        "version", "1",
                        "publisher", "admin",
                        "application", "web",
                        "plan", "gold",
                        "resource", "/items")
                .forEach((field, value) ->
                        assertThat(call.path(field).asText()).as(field).isEqualTo(value));
        Map.of(
                        "method", "GET",
                        "path", "/shop/items",
                        "protocol", "1.1",
                        "door", "http",
                        "clientIp", "127.0.0.1",
                        "limit", "granted",
                        "limitState", "shared")
                .forEach((field, value) ->
                        assertThat(call.path(field).asText()).as(field).isEqualTo(value));
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.path("seq").asInt()).isEqualTo(1);
        assertThat(call.path("attempts").asInt()).isEqualTo(1);
        assertThat(call.path("responseBytes").asInt()).isPositive();
        assertThat(call.path("upstreamMicros").asLong()
                        + call.path("gatewayMicros").asLong())
                .isEqualTo(call.path("durationMicros").asLong());
        assertThat(call.toString()).doesNotContain("X-API-Key");
        assertThat(List.of("run", "subscription", "target", "responseType", "userAgent", "revision"))
                .allMatch(call::has);
    }

    /** A subscriber with an application, and a token. */
    private static String subscribes(NodeProcess node) {
        node.admin("POST", "/users", "{\"id\":\"bob\",\"name\":\"Bob\",\"roles\":[\"subscriber\"]}");
        node.admin("POST", "/applications", "{\"id\":\"mobile\",\"name\":\"Mobile\",\"owner\":\"bob\"}");
        node.admin("POST", "/subscriptions", "{\"application\":\"mobile\",\"api\":\"shop\",\"plan\":\"gold\"}");
        Commands.Run token = Commands.run(node, "token", "create", "--user", "bob");
        assertThat(token.code()).as(token.err()).isZero();
        return token.out().strip();
    }

    private static void callsAsTheSubscriber(NodeProcess node) throws Exception {
        String key = node.admin("POST", "/applications/mobile/keys", "{}")
                .path("key")
                .asText();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> node.call("/shop/nothing", key).statusCode() == 404);
        for (int i = 0; i < OF_SUBSCRIBER; i++) {
            assertThat(node.call("/shop/items/" + i, key).statusCode()).isEqualTo(200);
        }
    }

    private void showsTheCallsToThoseWhoMaySeeThem(NodeProcess node, String token) throws Exception {
        String filter = "status=200&application=mobile";
        // A minute's sums are there once it has ended.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> sum(node.admin("GET", "/analytics/summary?" + filter, "")) == OF_SUBSCRIBER);
        JsonNode events = node.admin("GET", "/analytics/events?limit=10&" + filter, "");
        JsonNode series = node.admin("GET", "/analytics/series?metric=requests&interval=1m&" + filter, "");
        JsonNode top = node.admin("GET", "/analytics/top?by=application", "");
        JsonNode usage = node.admin("GET", "/analytics/usage?" + filter, "");

        assertThat(events.path("total").asInt()).isEqualTo(OF_SUBSCRIBER);
        assertThat(events.path("items")).hasSize(10);
        assertThat(events.path("items").path(0).path("consumer").asText()).isEqualTo("bob");
        assertThat(sum(series.path("series").path(0).path("points"))).isEqualTo(OF_SUBSCRIBER);
        assertThat(top.path("items").findValuesAsText("key")).contains("web", "mobile");
        assertThat(sum(usage.path("items"))).isEqualTo(OF_SUBSCRIBER);

        for (String query : List.of("events?", "top?by=application&", "usage?")) {
            JsonNode seen = as(node, token, query + "status=200");
            assertThat(seen.toString()).as(query).contains("mobile").doesNotContain("\"web\"");
            assertThat(seen.findValues("target")).as(query).isEmpty();
        }
        assertThat(sum(as(node, token, "summary?status=200"))).isEqualTo(OF_SUBSCRIBER);
        assertThat(sum(as(node, token, "series?metric=requests&status=200")
                        .path("series")
                        .path(0)
                        .path("points")))
                .isEqualTo(OF_SUBSCRIBER);
    }

    private static long sum(JsonNode figures) {
        return figures.findValues("requests").stream()
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private JsonNode as(NodeProcess node, String token, String query) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(node.adminUrl() + "/api/v1/analytics/" + query))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private void tellsWhatAKillOfTheNodeLost(NodeProcess node, String key) throws Exception {
        Set<String> before = new HashSet<>(ids(node));
        Map<String, Instant> answers;
        Instant killed;
        try (Callers callers = new Callers(node.httpPort(), key)) {
            callers.awaitMore(1000);
            killed = Instant.now();
            node.signal("KILL");
            node.awaitEnd();
            callers.stop();
            answers = callers.answers();
        }
        node.startAgain();

        JsonNode gap = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> node.admin("GET", "/events?type=analytics-gap", "")
                                .path("items")
                                .path(0)
                                .path("details"),
                        details -> details.has("run"));
        List<JsonNode> run = recorded.of(node.id()).stream()
                .filter(call -> call.path("run").asText().equals(gap.path("run").asText()))
                .toList();
        assertThat(run.size() + gap.path("records").asInt())
                .isEqualTo(gap.path("issued").asInt());
        Set<String> there = run.stream()
                .map(call -> call.path("requestId").asText())
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(there).hasSize(run.size()).containsAll(before);
        Set<String> lost = new HashSet<>(answers.keySet());
        lost.removeAll(there);
        // What was answered in the moment of the kill may not have been numbered yet.
        assertThat(lost).hasSizeLessThanOrEqualTo(gap.path("records").asInt() + Callers.COUNT);
        assertThat(lost).allSatisfy(id -> assertThat(answers.get(id)).isAfter(killed.minus(FLUSH_INTERVAL.plus(LATE))));
    }

    private void goesOnElsewhereAndStops(NodeProcess node, String key) throws Exception {
        int other = Ports.free();
        RecordedCalls elsewhere = new RecordedCalls(other);
        put(node, """
                {"enabled":true,"mode":"embedded","heap":"256MB","addresses":["127.0.0.1:%d"]}
                """.formatted(other));
        String id = node.call("/shop/items", key)
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> elsewhere.of(node.id()).stream()
                        .anyMatch(call -> call.path("requestId").asText().equals(id)));
        assertThat(ids(node)).doesNotContain(id);

        put(node, "{\"enabled\":false}");
        assertThat(node.call("/shop/items", key).statusCode()).isEqualTo(200);
        assertThat(node.metric("weir_analytics_up")).isZero();
        put(node, "{\"enabled\":true,\"addresses\":[\"127.0.0.1:%d\"]}".formatted(port));
        String last = node.call("/shop/items", key)
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
        Awaitility.await().atMost(PATIENCE).until(() -> ids(node).contains(last));
    }

    private static void put(NodeProcess node, String settings) {
        node.admin("PUT", "/settings/analytics", settings);
    }
}
