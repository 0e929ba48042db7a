package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Organization;
import io.weir.catalog.Plan;
import io.weir.memory.InMemoryCatalogStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatalogDecisionsIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void restoresAWipedStoreAndAdoptsAForeignOne() throws Exception {
        admin.put("/plans/gold", "{\"name\": \"Gold\"}");
        JsonNode inSync = status();
        assertThat(inSync.path("state").asText()).isEqualTo("in-sync");
        assertThat(inSync.path("store").path("epoch")).isEqualTo(inSync.path("epoch"));
        assertThat(admin.post("/cluster/catalog/restore", "{}").code()).isEqualTo("in-sync");
        assertThat(admin.post("/cluster/catalog/adopt", "{}").code()).isEqualTo("in-sync");

        admin.store().become(newStore(7));
        awaitState("out-of-sync");
        assertThat(status().path("store").path("empty").booleanValue()).isTrue();
        assertThat(status().path("problem").asText()).contains("is empty");
        Answered write = admin.put("/plans/silver", "{\"name\": \"Silver\"}");
        assertThat(write.status()).isEqualTo(503);
        assertThat(write.json().path("detail").asText()).contains("weir catalog restore");
        assertThat(admin.post("/cluster/catalog/adopt", "{}").code()).isEqualTo("store-empty");
        Answered restored = admin.post("/cluster/catalog/restore", "{}");
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.json().path("epoch")).isEqualTo(inSync.path("epoch"));
        assertThat(restored.json().path("withoutDocument").path("total").asInt())
                .isZero();
        assertThat(admin.put("/plans/silver", "{\"name\": \"Silver\"}").status())
                .isEqualTo(201);

        InMemoryCatalogStore foreign = newStore(8);
        foreign.write(null, List.of(Edit.put(plan("theirs"), 0)), "carol");
        admin.store().become(foreign);
        awaitState("out-of-sync");
        assertThat(admin.post("/cluster/catalog/restore", "{}").code()).isEqualTo("store-not-empty");
        Answered adopted = admin.post("/cluster/catalog/adopt", "{}");
        assertThat(adopted.status()).isEqualTo(200);
        assertThat(admin.get("/plans/theirs").status()).isEqualTo(200);
        assertThat(admin.get("/plans/gold").status()).isEqualTo(404);
    }

    @Test
    void saysThatTheStoreIsAway() throws Exception {
        admin.store().away(true);
        try {
            assertThat(status().path("store").path("reachable").booleanValue()).isFalse();
            assertThat(admin.post("/cluster/catalog/restore", "{}").code()).isEqualTo("store-unavailable");
        } finally {
            admin.store().away(false);
        }
    }

    private static Plan plan(String id) {
        return new Plan(id, "Plan " + id, null, List.of(), Plan.Approval.AUTO, Organization.DEFAULT);
    }

    private static InMemoryCatalogStore newStore(long seed) {
        return new InMemoryCatalogStore(InstantSource.system(), new Random(seed), 1000);
    }

    private static JsonNode status() throws Exception {
        return admin.get("/cluster/catalog").json();
    }

    private static void awaitState(String state) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> status().path("state").asText().equals(state));
    }
}
