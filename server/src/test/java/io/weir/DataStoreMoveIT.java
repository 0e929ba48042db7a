package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.weir.redis.RedisServerExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Whole nodes that change their data store while they are called: real Redis servers, real sockets. */
class DataStoreMoveIT {
    private static final String SETTINGS = "/settings/datastore";

    @RegisterExtension
    static final RedisServerExtension first = new RedisServerExtension();

    @RegisterExtension
    static final RedisServerExtension second = new RedisServerExtension();

    private @TempDir Path folder;
    private final List<TestNode> nodes = new ArrayList<>();
    private HttpServer backend;

    @BeforeEach
    void startTarget() throws Exception {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            byte[] line = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        backend.start();
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::stop);
        backend.stop(0);
    }

    @Test
    void goesThereAndBackUnderLoadWithoutAFailedRequest() throws Exception {
        TestNode node = node("n1");
        String key = node.publish(target());
        assertThat(node.admin("PUT", SETTINGS, at(second)).code()).isEqualTo("store-empty");
        String session = logIn(node);

        try (SteadyLoad load = new SteadyLoad(node, "/shop/items/7", key)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> load.answers() > 50);
            JsonNode seeded = node.adminAs(session, "PUT", SETTINGS + "?seed=true", at(second))
                    .body();
            assertThat(seeded.path("moved").booleanValue()).as("%s", seeded).isTrue();
            assertThat(seeded.path("loginNeeded").booleanValue()).isTrue();
            assertThat(members(first)).isEmpty();
            assertThat(members(second)).hasSize(1);
            long before = load.answers();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.answers() > before + 50);
            await().atMost(Duration.ofSeconds(10)).until(() -> counters(second) > 0);

            JsonNode back = node.done("PUT", SETTINGS, at(first));
            assertThat(back.path("sameCatalog").booleanValue()).isFalse();
            assertThat(back.path("loginNeeded").booleanValue()).isFalse();
            long again = load.answers();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.answers() > again + 50);

            assertThat(load.failures()).isEmpty();
        }
        assertThat(members(first)).hasSize(1);
        assertThat(members(second)).isEmpty();
        assertThat(node.config()).contains("<!-- the first -->").contains("port=\"" + first.port() + "\"");
        assertThat(node.data("catalog.snapshot.former")).exists();
        assertThat(node.adminAs(session, "GET", "/sessions", "").status()).isEqualTo(200);
    }

    @Test
    void takesASessionOfTheFormerClusterForNobody() throws Exception {
        TestNode node = node("n1");
        String session = logIn(node);
        String secret = Files.readString(node.data("ajp-secret"));
        assertThat(node.adminAs(session, "GET", "/apis", "").status()).isEqualTo(200);

        node.done("PUT", SETTINGS + "?seed=true", at(second));

        assertThat(node.adminAs(session, "GET", "/apis", "").status()).isEqualTo(401);
        assertThat(node.adminAs(logIn(node), "GET", "/apis", "").status()).isEqualTo(200);
        awaitEvent(node, "datastore-switched");
        awaitEvent(node, "node-joined");
        awaitEvent(node, "lease-acquired");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ajpSecret(second)).isEqualTo(secret.strip()));
    }

    @Test
    void tellsBeforehandWhatWouldBeLost() throws Exception {
        TestNode node = node("n1");
        node.publish(target());
        logIn(node);

        JsonNode test = node.done("POST", SETTINGS + "/test", at(second));

        assertThat(test.path("usable").booleanValue()).as("%s", test).isTrue();
        assertThat(test.path("server").path("version").asText()).startsWith("6.");
        assertThat(test.path("contents").path("empty").booleanValue()).isTrue();
        assertThat(test.path("losses")
                        .path("apis")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("shop");
        assertThat(test.path("losses").path("users").path("total").asInt()).isEqualTo(1);
        assertThat(test.path("losses")
                        .path("sessions")
                        .path("items")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("admin");
        JsonNode same = node.done("POST", SETTINGS + "/test", at(first));
        assertThat(same.path("contents").path("sameStore").booleanValue()).isTrue();
        assertThat(same.path("contents").path("sameCatalog").booleanValue()).isTrue();
        assertThat(same.path("contents").path("objects").path("api").asInt()).isEqualTo(1);
        assertThat(same.path("losses").path("apis").path("total").asInt()).isZero();
        JsonNode none = node.done("POST", SETTINGS + "/test", at(TestNode.freePort()));
        assertThat(none.path("obstacles").get(0).path("reason").asText()).isEqualTo("refused");
    }

    @Test
    void leavesAStoreThatIsAway() throws Exception {
        TestNode node = node("n1");
        String key = node.publish(target());
        first.kill();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.done("GET", "/cluster/catalog", "")
                        .path("state")
                        .asText()
                        .equals("store-away"));

        JsonNode moved = node.done("PUT", SETTINGS + "?seed=true", at(second));

        assertThat(moved.path("moved").booleanValue()).isTrue();
        assertThat(node.call("/shop/items/7", key).statusCode()).isEqualTo(200);
        assertThat(node.done("GET", "/cluster/catalog", "").path("state").asText())
                .isEqualTo("in-sync");
        node.done("POST", "/plans", "{\"id\": \"silver\", \"name\": \"Silver\"}");
    }

    @Test
    void restoresAWipedStoreAndTheOtherNodeFollows() throws Exception {
        TestNode node = node("n1");
        TestNode other = node("n2");
        String key = node.publish(target());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> other.call("/shop/items/7", key).statusCode() == 200);
        node.done("POST", "/apis/import?context=/pets&name=Pets", DOCUMENT);

        try (SteadyLoad load = new SteadyLoad(other, "/shop/items/7", key)) {
            first.flush();
            awaitState(node, "out-of-sync");
            awaitState(other, "out-of-sync");
            awaitEvent(node, "store-wiped");
            assertThat(node.admin("POST", "/plans", "{\"name\": \"Silver\"}").code())
                    .isEqualTo("store-unavailable");

            JsonNode restored = node.done("POST", "/cluster/catalog/restore", "{}");

            assertThat(restored.path("withoutDocument").path("items").get(0).asText())
                    .isEqualTo("pets");
            awaitState(other, "in-sync");
            JsonNode here = node.done("GET", "/cluster/catalog", "");
            JsonNode there = other.done("GET", "/cluster/catalog", "");
            assertThat(there.path("digest")).isEqualTo(here.path("digest"));
            assertThat(there.path("revision")).isEqualTo(restored.path("revision"));
            other.done("POST", "/plans", "{\"id\": \"silver\", \"name\": \"Silver\"}");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> node.admin("GET", "/plans/silver", "").status() == 200);
            assertThat(load.failures()).isEmpty();
        }
        assertThat(other.admin("GET", "/apis/pets", "").status()).isEqualTo(200);
        assertThat(other.admin("GET", "/apis/pets/document", "").status()).isEqualTo(404);
    }

    private static final String DOCUMENT = """
            {"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "servers": [{"url": "http://127.0.0.1:1"}],
             "paths": {"/pets": {"get": {"responses": {"200": {"description": "all"}}}}}}""";

    @Test
    void newNodesBeginNothingInAWipedStore() throws Exception {
        TestNode node = node("n1");
        node.publish(target());
        first.flush();
        awaitState(node, "out-of-sync");

        TestNode newcomer = node("n2");
        awaitState(newcomer, "starting");
        assertThat(newcomer.done("GET", "/cluster/catalog", "").path("problem").asText())
                .contains("restore it from one of");
        node.done("POST", "/cluster/catalog/restore", "{}");

        awaitState(newcomer, "in-sync");
        assertThat(newcomer.admin("GET", "/apis/shop", "").status()).isEqualTo(200);
    }

    @Test
    void goesFromItsEmbeddedStoreToAnotherAndBack() throws Exception {
        int port = TestNode.freePort();
        TestNode node = TestNode.embedded(folder.resolve("n1"), port);
        nodes.add(node);
        String key = node.publish(target());
        String embedded = "{\"mode\": \"embedded\", \"addresses\": [\"127.0.0.1:" + port + "\"]}";
        assertThat(node.admin("PUT", SETTINGS, embedded.replace(":" + port, ":" + TestNode.freePort()))
                        .code())
                .isEqualTo("datastore-unusable");

        try (SteadyLoad load = new SteadyLoad(node, "/shop/items/7", key)) {
            node.done("PUT", SETTINGS + "?seed=true", at(second));
            assertThat(isFree(port)).isTrue();
            JsonNode trial = node.done("POST", SETTINGS + "/test", embedded);
            assertThat(trial.path("usable").booleanValue()).as("%s", trial).isTrue();
            assertThat(trial.path("contents").path("empty").booleanValue()).isFalse();
            assertThat(isFree(port)).isTrue();

            node.done("PUT", SETTINGS, embedded);

            assertThat(isFree(port)).isFalse();
            assertThat(load.failures()).isEmpty();
        }
        JsonNode again = node.done("PUT", SETTINGS, embedded.replace("}", ", \"operationTimeout\": \"7s\"}"));
        assertThat(again.path("sameCatalog").booleanValue()).isTrue();
        assertThat(isFree(port)).isFalse();
        node.done("POST", "/plans", "{\"id\": \"silver\", \"name\": \"Silver\"}");
        assertThat(Files.readString(folder.resolve("n1/conf/config.xml"))).contains("operationTimeout=\"7s\"");
    }

    private TestNode node(String name) throws Exception {
        TestNode node = TestNode.on(first, folder.resolve(name));
        nodes.add(node);
        return node;
    }

    private static String logIn(TestNode node) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(node.data("initial-admin-password")));
        String password = Files.readString(node.data("initial-admin-password")).strip();
        String body = "{\"username\": \"admin\", \"password\": \"" + password + "\"}";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.admin("POST", "/sessions", body).status() == 201);
        return node.done("POST", "/sessions", body).path("token").asText();
    }

    private static void awaitState(TestNode node, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.done("GET", "/cluster/catalog", "")
                        .path("state")
                        .asText()
                        .equals(state));
    }

    private static void awaitEvent(TestNode node, String type) {
        await("event " + type)
                .atMost(Duration.ofSeconds(20))
                .until(() -> !node.done("GET", "/events?type=" + type, "")
                        .path("items")
                        .isEmpty());
    }

    private String target() {
        return "http://127.0.0.1:" + backend.getAddress().getPort();
    }

    private static String at(RedisServerExtension redis) {
        return at(redis.port());
    }

    private static String at(int port) {
        return "{\"mode\": \"standalone\", \"addresses\": [\"127.0.0.1:" + port + "\"]}";
    }

    private static List<String> members(RedisServerExtension redis) {
        try (Jedis jedis = redis.jedis()) {
            return jedis.zrange("weir:{cluster}:nodes", 0, -1);
        }
    }

    private static String ajpSecret(RedisServerExtension redis) {
        try (Jedis jedis = redis.jedis()) {
            return String.valueOf(jedis.hget("weir:{cluster}:ajp-secret", "current"));
        }
    }

    private static long counters(RedisServerExtension redis) {
        try (Jedis jedis = redis.jedis()) {
            return jedis.keys("weir:{api:shop}:*").size();
        }
    }

    private static boolean isFree(int port) {
        try (java.net.ServerSocket probe = new java.net.ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
