package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analytics server with TLS, users and keys: what a node says of wrong values, and that these cost no record. */
class SecuredAnalyticsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CALLS = 30;
    private static final String WRONG = "\"username\":\"weir\",\"password\":\"Wrong-Horse-8\"";
    private static final String RIGHT = "\"username\":\"weir\",\"password\":\"" + SecuredElasticsearch.PASSWORD + "\"";
    private static final String READER =
            "\"username\":\"reader\",\"password\":\"" + SecuredElasticsearch.PASSWORD + "\"";

    @TempDir
    Path folder;

    private final List<String> answered = new ArrayList<>();

    @AutoClose
    private SecuredElasticsearch server;

    @AutoClose
    private KeyCheckingProxy proxy;

    private Certificate trusted;
    private Certificate other;

    @BeforeEach
    void start() throws Exception {
        Path haproxy = Programs.require("haproxy");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        trusted = Certificate.in(Files.createDirectory(folder.resolve("trusted")));
        other = Certificate.in(Files.createDirectory(folder.resolve("other")));
        server = SecuredElasticsearch.in(folder, trusted);
        proxy = new KeyCheckingProxy(haproxy, folder, server, trusted);
    }

    @Test
    void recordsOutliveWrongPasswordsKeysAndCertificates() throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess keeper = NodeProcess.withEmbeddedStore(folder.resolve("keeper"));
                NodeProcess node = NodeProcess.configured(keeper, folder.resolve("node"))) {
            String key = Scenario.publish(node, "[]", backend.url());
            server.awaitReady();

            saysWhatIsWrong(node);
            keepsWhatCannotBeDelivered(node, key);
            deliversAllOfItOnce(node, key);
            saysNoSecret(node);
        }
    }

    private void saysWhatIsWrong(NodeProcess node) throws Exception {
        JsonNode right = tried(node, tls(trusted, RIGHT));
        assertThat(right.path("usable").asBoolean()).as(right.toString()).isTrue();
        assertThat(right.path("server").path("version").asText()).matches("[89]\\..*");
        assertThat(reason(node, tls(trusted, WRONG))).isEqualTo("wrong-password");
        assertThat(reason(node, byKey("d3Jvbmc6a2V5"))).isEqualTo("wrong-password");
        assertThat(reason(node, tls(trusted, "\"username\":\"\""))).isEqualTo("wrong-password");
        assertThat(reason(node, tls(other, RIGHT))).isEqualTo("tls");
        assertThat(reason(node, values("\"tls\":true," + RIGHT))).isEqualTo("tls");
        assertThat(reason(node, values(RIGHT))).isEqualTo("tls");
        JsonNode lacking = tried(node, tls(trusted, READER)).path("obstacles").path(0);
        assertThat(lacking.path("reason").asText()).isEqualTo("no-permission");
        assertThat(lacking.path("message").asText())
                .contains("create_doc", "manage")
                .doesNotContain("monitor");
        assertThatThrownBy(() -> node.admin("PUT", "/settings/analytics", tls(trusted, WRONG)))
                .hasMessageContaining("409")
                .hasMessageContaining("wrong-password");
    }

    private void keepsWhatCannotBeDelivered(NodeProcess node, String key) throws Exception {
        for (String wrong : List.of(
                tls(trusted, WRONG), tls(other, RIGHT), values(RIGHT), tls(trusted, READER), byKey("d3Jvbmc6a2V5"))) {
            double before = node.metric("weir_analytics_spool_bytes");
            node.admin("PUT", "/settings/analytics?force=true", wrong);
            call(node, key);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> node.metric("weir_analytics_up") == 0
                            && node.metric("weir_analytics_spool_bytes") > before + CALLS * 300);
        }
    }

    private void deliversAllOfItOnce(NodeProcess node, String key) throws Exception {
        node.admin("PUT", "/settings/analytics", tls(trusted, RIGHT));
        awaitAll(node);
        node.admin("PUT", "/settings/analytics", byKey(KeyCheckingProxy.KEY));
        call(node, key);
        awaitAll(node);

        JsonNode seen = node.admin("GET", "/analytics/events?limit=5&api=shop", "");
        assertThat(seen.path("total").asInt()).isEqualTo(answered.size());
        assertThat(node.metric("weir_analytics_up")).isEqualTo(1);
    }

    private void awaitAll(NodeProcess node) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof IllegalStateException)
                .untilAsserted(() -> assertThat(server.recorded().of(node.id()))
                        .extracting(call -> call.path("requestId").asText())
                        .containsExactlyInAnyOrderElementsOf(answered));
    }

    private void call(NodeProcess node, String key) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            var response = node.call("/shop/items/" + i, key);
            assertThat(response.statusCode()).isEqualTo(200);
            answered.add(response.headers().firstValue("X-Request-Id").orElseThrow());
        }
    }

    private static void saysNoSecret(NodeProcess node) throws IOException {
        assertThat(node.log())
                .doesNotContain(SecuredElasticsearch.PASSWORD, KeyCheckingProxy.KEY, "Wrong-Horse-8", "d3Jvbmc6a2V5");
    }

    private static JsonNode tried(NodeProcess node, String values) {
        return node.admin("POST", "/settings/analytics/test", values);
    }

    private static String reason(NodeProcess node, String values) {
        return tried(node, values).path("obstacles").path(0).path("reason").asText();
    }

    /** At the server itself. */
    private String tls(Certificate authority, String login) {
        return values("\"tls\":true,\"truststore\":\"" + authority.file("certificate.pem") + "\"," + login);
    }

    private String values(String more) {
        return at(server.port(), more);
    }

    /** By way of the proxy. */
    private String byKey(String apiKey) {
        return at(
                proxy.port(),
                "\"tls\":true,\"truststore\":\"" + trusted.file("certificate.pem") + "\",\"apiKey\":\"" + apiKey
                        + "\"");
    }

    private static String at(int port, String more) {
        return "{\"enabled\":true,\"addresses\":[\"localhost:" + port + "\"]," + more + "}";
    }
}
