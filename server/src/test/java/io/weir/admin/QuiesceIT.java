package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuiesceIT {
    private static final String QUIESCE = "/cluster/nodes/n-1/quiesce";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @AfterEach
    void resume() throws Exception {
        admin.delete(QUIESCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"writes", "all"})
    void aQuiescedNodeTakesNoWritesAndAnswersReads(String mode) throws Exception {
        Answered asked = admin.put(QUIESCE, "{\"mode\":\"" + mode + "\"}");
        Answered write = admin.post("/plans", "{\"id\":\"p-" + mode + "\",\"name\":\"P\",\"limits\":[]}");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().path("mode").asText()).isEqualTo(mode);
        assertThat(write.status()).isEqualTo(503);
        assertThat(write.code()).isEqualTo("quiesced");
        assertThat(write.json().path("detail").asText()).startsWith("quiesce: " + mode + " (expected: ");
        assertThat(admin.get("/plans").status()).isEqualTo(200);
        assertThat(admin.delete(QUIESCE).status()).isEqualTo(204);
        assertThat(admin.post("/plans", "{\"id\":\"p-" + mode + "\",\"name\":\"P\",\"limits\":[]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesEverythingWithoutAMode() throws Exception {
        assertThat(admin.put(QUIESCE, "{}").json().path("mode").asText()).isEqualTo("all");
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        Answered mode = admin.put(QUIESCE, "{\"mode\":\"none\"}");
        Answered node = admin.put("/cluster/nodes/nobody/quiesce", "{\"mode\":\"all\"}");

        assertThat(mode.status()).isEqualTo(422);
        assertThat(mode.text()).contains("none");
        assertThat(node.status()).isEqualTo(404);
        assertThat(node.json().path("detail").asText())
                .isEqualTo("node: nobody (expected: the id of a node that is in the cluster)");
        assertThat(admin.delete("/cluster/nodes/nobody/quiesce").status()).isEqualTo(404);
    }
}
