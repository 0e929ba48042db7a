package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void livesAndIsReadyWhenItSaysSo() throws Exception {
        admin.become(new Readiness(false, "routes are not loaded yet"));
        Answered notReady = admin.send(admin.request("//health/ready"), null);
        admin.become(new Readiness(true, "routes are loaded"));

        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.json().path("detail").asText()).isEqualTo("routes are not loaded yet");
        assertThat(admin.send(admin.request("//health/ready"), null).status()).isEqualTo(200);
        assertThat(admin.send(admin.request("//health/live"), null).status()).isEqualTo(200);
        assertThat(admin.send(admin.request("//health/live").method("HEAD", BodyPublishers.noBody()), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void showsItsMetrics() throws Exception {
        admin.get("/plans");

        Answered metrics = admin.send(admin.request("//metrics"), null);

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text())
                .contains("weir_admin_requests_seconds_count{operation=\"listPlans\",status=\"200\"}")
                .contains("weir_admin_queue{lane=\"write\"}")
                .contains("weir_admin_rejected_total{lane=\"login\"}");
    }

    @Test
    void showsTheContractTheClusterAndTheDataStoreWithoutItsPassword() throws Exception {
        Answered contract = admin.send(admin.request("/openapi.json"), null);
        Answered cluster = admin.get("/cluster");
        Answered datastore = admin.get("/settings/datastore");

        assertThat(contract.json().path("openapi").asText()).startsWith("3.1");
        assertThat(cluster.json().path("nodes").findValuesAsText("id")).containsExactly("n-1");
        assertThat(cluster.json().path("nodes").findValuesAsText("started")).containsExactly("2026-11-21T10:00:00Z");
        assertThat(datastore.json().path("addresses").get(0).asText()).isEqualTo("127.0.0.1:6379");
        assertThat(datastore.json().has("password")).isFalse();
    }

    @Test
    void sendsSecurityHeadersWithEveryAnswer() throws Exception {
        Answered answered = admin.send(admin.request("//nothing"), null);

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answered.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answered.header("Content-Security-Policy")).contains("default-src 'none'");
    }
}
