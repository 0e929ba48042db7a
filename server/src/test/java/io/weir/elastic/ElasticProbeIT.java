package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analytics.settings.AnalyticsObstacle;
import io.weir.analytics.settings.AnalyticsObstacleException;
import io.weir.analytics.settings.AnalyticsProbe.Server;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ElasticProbeIT {
    @RegisterExtension
    static final EmbeddedElasticsearchExtension elastic = new EmbeddedElasticsearchExtension();

    private final ElasticProbe probe = new ElasticProbe(Ticker.system());
    private FakeElasticsearch fake;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeElasticsearch();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static void assertObstacle(ThrowingCallable probing, AnalyticsObstacle expected, String words) {
        assertThatThrownBy(probing)
                .isInstanceOfSatisfying(
                        AnalyticsObstacleException.class,
                        e -> assertThat(e.obstacle()).isEqualTo(expected))
                .hasMessageContaining(words);
    }

    private static NodeConfig.Analytics at(NodeConfig.Analytics from, String host, int port) {
        return EmbeddedElasticsearchExtension.with(
                from, from.mode(), List.of(new Address(host, port)), from.clusterName());
    }

    private static NodeConfig.Analytics login(NodeConfig.Analytics from, String user, String password, String key) {
        return new NodeConfig.Analytics(
                true,
                from.mode(),
                from.clusterName(),
                user,
                Secret.of(password),
                Secret.of(key),
                from.tls(),
                from.truststore(),
                from.truststorePassword(),
                from.flushInterval(),
                from.maxActionsPerBulk(),
                from.maxConcurrentBulk(),
                from.sniff(),
                from.retention(),
                from.spoolLimit(),
                from.replicas(),
                from.heap(),
                from.addresses());
    }

    @Test
    void tellsWhatARealServerIs() throws Exception {
        Server server = probe.probe(elastic.settings());

        assertThat(server.version()).matches("[89]\\..*");
        assertThat(server.clusterName()).isEqualTo("weir-tests");
        assertThat(server.nodes()).isEqualTo(1);
        assertThat(server.health()).isIn("green", "yellow");
        assertThat(server.hasLifecycle()).isFalse();
        assertThat(server.latency()).isPositive();
    }

    @Test
    void tellsThatAServerManagesIndicesItself() throws Exception {
        fake.says("GET /_ilm/status", 200, "{\"operation_mode\":\"RUNNING\"}");

        assertThat(probe.probe(fake.settings()).hasLifecycle()).isTrue();
    }

    @Test
    void namesWhatIsWrong() {
        NodeConfig.Analytics settings = elastic.settings();
        assertObstacle(() -> probe.probe(at(settings, "127.0.0.1", 1)), AnalyticsObstacle.REFUSED, "nothing listens");
        assertObstacle(
                () -> probe.probe(at(settings, "nowhere.invalid", 9200)),
                AnalyticsObstacle.UNKNOWN_HOST,
                "unknown host");
        assertObstacle(
                () -> probe.probe(
                        EmbeddedElasticsearchExtension.with(settings, settings.mode(), settings.addresses(), "other")),
                AnalyticsObstacle.CLUSTER_NAME,
                "weir-tests");
    }

    @Test
    void knowsOldServersAndOthers() {
        fake.says(
                "GET /_nodes/_local/http",
                200,
                "{\"cluster_name\":\"fake\",\"nodes\":{\"a\":{\"version\":\"7.17.0\"}}}");
        assertObstacle(() -> probe.probe(fake.settings()), AnalyticsObstacle.TOO_OLD, "7.17.0");

        fake.says("GET /_nodes/_local/http", 200, "<html>hello</html>");
        assertObstacle(() -> probe.probe(fake.settings()), AnalyticsObstacle.NOT_ELASTICSEARCH, "version 8 or 9");

        fake.says("GET /_nodes/_local/http", 404, "nothing");
        assertObstacle(() -> probe.probe(fake.settings()), AnalyticsObstacle.NOT_ELASTICSEARCH, "404");
    }

    @Test
    void logsInWithAPasswordOrAKey() throws Exception {
        probe.probe(login(fake.settings(), "weir", "secret", ""));
        String pair =
                Base64.getEncoder().encodeToString("weir:secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(fake.asked).allSatisfy(one -> assertThat(one.authorization()).isEqualTo("Basic " + pair));

        fake.asked.clear();
        probe.probe(login(fake.settings(), "", "", "abc=="));
        assertThat(fake.asked).allSatisfy(one -> assertThat(one.authorization()).isEqualTo("ApiKey abc=="));
    }

    @Test
    void tellsAWrongPasswordFromMissingRights() {
        fake.says("GET /_nodes/_local/http", 401, "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no\"}}");
        assertObstacle(
                () -> probe.probe(login(fake.settings(), "weir", "secret", "")),
                AnalyticsObstacle.WRONG_PASSWORD,
                "analytics.password");
    }

    @Test
    void namesTheRightsThatAreMissing() {
        fake.says("POST /_security/user/_has_privileges", 200, """
                {"has_all_requested":false,"cluster":{"monitor":true,"manage_index_templates":false},
                 "index":{"weir-*":{"read":true,"create_doc":false,"manage":true}}}""");
        assertObstacle(
                () -> probe.probe(login(fake.settings(), "weir", "secret", "")),
                AnalyticsObstacle.NO_PERMISSION,
                "manage_index_templates, create_doc");
    }
}
