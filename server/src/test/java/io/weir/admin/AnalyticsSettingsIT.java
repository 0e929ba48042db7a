package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.analytics.settings.AnalyticsObstacle;
import io.weir.analytics.settings.AnalyticsObstacleException;
import io.weir.analytics.settings.AnalyticsProbe;
import io.weir.analytics.settings.AnalyticsTest;
import io.weir.catalog.Role;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnalyticsSettingsIT {
    private static final String PATH = "/settings/analytics";
    private static final String ELSEWHERE = "{\"enabled\": true, \"addresses\": [\"10.0.0.7:9201\"]}";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    private final FakeAnalytics analytics = admin.analytics();

    @AfterEach
    void reset() {
        analytics.current = NodeConfig.defaults().analytics();
        analytics.test = new AnalyticsTest(List.of(), null, List.of());
        analytics.obstacle = null;
        analytics.asked.clear();
    }

    private NodeConfig.Analytics last() {
        return analytics.asked.get(analytics.asked.size() - 1);
    }

    @Test
    void takesWhatItShows() throws Exception {
        JsonNode shown = admin.get(PATH).json();

        Answered put = admin.put(PATH, shown.toString());

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("changed").booleanValue()).isFalse();
        assertThat(put.json().path("settings")).isEqualTo(shown);
        assertThat(analytics.asked).containsExactly(NodeConfig.defaults().analytics());
    }

    @Test
    void readsEverySetting() throws Exception {
        admin.post(PATH + "/test", """
                {"enabled": true, "mode": "external", "clusterName": "logs", "addresses": ["e1:9201", "[::1]:9202"],
                 "username": "u", "password": "${env:HOME}", "tls": false, "truststore": "ca.pem",
                 "truststorePassword": "t", "flushInterval": "250ms", "maxActionsPerBulk": 10, "maxConcurrentBulk": 4,
                 "sniff": true, "retention": "P7D", "spoolLimit": "2GB", "replicas": 2, "heap": 1073741824}""");

        NodeConfig.Analytics read = last();
        assertThat(read.password()).isEqualTo(Secret.of("${env:HOME}"));
        assertThat(read.truststore()).isEqualTo(Path.of("conf").resolve("ca.pem"));
        assertThat(read.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(read.spoolLimit()).isEqualTo(2L << 30);
        assertThat(read.replicas()).isEqualTo(2);
        assertThat(read.heap()).isEqualTo(1L << 30);
        assertThat(read.addresses())
                .containsExactly(new NodeConfig.Address("e1", 9201), new NodeConfig.Address("::1", 9202));
    }

    @Test
    void keepsSecretsForTheSameAddressesAlone() throws Exception {
        admin.put(PATH, ELSEWHERE.replace("}", ", \"apiKey\": \"key\"}"));

        admin.post(PATH + "/test", ELSEWHERE);
        assertThat(last().apiKey()).isEqualTo(Secret.of("key"));

        admin.post(PATH + "/test", "{\"enabled\": true, \"addresses\": [\"10.0.0.8:9201\"]}");
        assertThat(last().apiKey()).isEqualTo(Secret.NONE);
    }

    @Test
    void neverShowsSecrets() throws Exception {
        Answered put = admin.put(PATH, "{\"enabled\": true, \"username\": \"u\", \"password\": \"open sesame\"}");
        Answered get = admin.get(PATH);

        assertThat(put.text() + get.text()).doesNotContain("sesame");
        assertThat(get.json().path("passwordSet").booleanValue()).isTrue();
        assertThat(get.json().path("apiKeySet").booleanValue()).isFalse();
    }

    @Test
    void namesEveryBadValue() throws Exception {
        Answered answered = admin.put(PATH, "{\"enabled\": true, \"retention\": \"soon\", \"maxActionsPerBulk\": 0}");

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.errorPaths()).containsExactlyInAnyOrder("retention", "maxActionsPerBulk");
    }

    @Test
    void saysWhyAServerIsNotUsed() throws Exception {
        analytics.obstacle = new AnalyticsObstacleException(AnalyticsObstacle.CLUSTER_NAME, "it is called x");

        Answered answered = admin.put(PATH, ELSEWHERE);

        assertThat(answered.status()).isEqualTo(409);
        assertThat(answered.code()).isEqualTo("analytics-unusable");
        assertThat(answered.json().path("detail").asText()).startsWith("cluster-name: it is called x");
    }

    @Test
    void forcesWhatIsWantedAllTheSame() throws Exception {
        admin.put(PATH + "?force=true", ELSEWHERE);

        assertThat(analytics.wasForced).isTrue();
    }

    @Test
    void saysWhatATrialFound() throws Exception {
        analytics.test = new AnalyticsTest(
                List.of(new AnalyticsTest.Found(AnalyticsObstacle.CONFIG, "read-only")),
                new AnalyticsProbe.Server("9.5.0", "logs", 3, "green", true, Duration.ofMillis(2)),
                List.of("careful"));

        JsonNode json = admin.post(PATH + "/test", ELSEWHERE).json();

        assertThat(json.toString())
                .isEqualTo("{\"usable\":false,\"obstacles\":[{\"reason\":\"config\",\"message\":\"read-only\"}],"
                        + "\"server\":{\"version\":\"9.5.0\",\"clusterName\":\"logs\",\"nodes\":3,\"health\":\"green\","
                        + "\"lifecycle\":true,\"latencyMillis\":2.0},\"warnings\":[\"careful\"]}");
    }

    @Test
    void letsAdminsChangeThemAlone() throws Exception {
        String publisher = admin.tokenOf(Role.PUBLISHER);

        assertThat(admin.postAs(publisher, PATH + "/test", ELSEWHERE).status()).isEqualTo(403);
    }
}
