package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Digests;
import io.weir.catalog.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications, keys, subscriptions. */
class ConsumersIT {
    private static final String DEPRECATED =
            "\"lifecycle\":\"DEPRECATED\",\"endpoint\":{\"targets\":[{\"url\":\"http://127.0.0.1:1\"}]}";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @BeforeAll
    static void publish() throws Exception {
        admin.put("/plans/gold", "{\"name\":\"Gold\"}");
        admin.put("/plans/slow", "{\"name\":\"Slow\",\"approval\":\"manual\"}");
        admin.put("/apis/pets", "{\"name\":\"Pets\",\"context\":\"/pets\",\"plans\":[\"gold\",\"slow\"]}");
        admin.put("/apis/old", "{\"name\":\"Old\",\"context\":\"/old\",\"plans\":[\"gold\"],%s}".formatted(DEPRECATED));
    }

    @Test
    void showsAKeyOnce() throws Exception {
        admin.put("/applications/one", "{\"name\":\"One\"}");

        Answered made =
                admin.post("/applications/one/keys", "{\"name\":\"laptop\",\"expires\":\"2999-01-01T00:00:00Z\"}");
        String key = made.json().path("key").asText();
        String id = made.json().path("id").asText();
        Answered list = admin.get("/applications/one/keys");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/applications/one/keys/" + id);
        assertThat(key).matches("wk_[A-Za-z0-9_-]{43}");
        assertThat(made.json().has("sha256")).isFalse();
        assertThat(list.json().path("items").findValuesAsText("id")).containsExactly(id);
        assertThat(list.text()).doesNotContain(key).doesNotContain(Digests.sha256(key));
        assertThat(admin.catalog().keyBySha256(Digests.sha256(key))).isNotNull();
        assertThat(admin.delete("/applications/one/keys/" + id).status()).isEqualTo(204);
        assertThat(admin.catalog().keyBySha256(Digests.sha256(key))).isNull();
    }

    @Test
    void makesAKeyWithoutABody() throws Exception {
        admin.put("/applications/bare", "{\"name\":\"Bare\"}");

        Answered made = admin.post("/applications/bare/keys", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("key").asText()).startsWith("wk_");
    }

    @Test
    void movesKeysByTheirDigest() throws Exception {
        admin.put("/applications/from", "{\"name\":\"From\"}");
        Answered made = admin.post("/applications/from/keys", "{\"id\":\"travels\"}");
        String digest = Digests.sha256(made.json().path("key").asText());

        Answered exported = admin.get("/applications/from/keys?view=export");
        admin.delete("/applications/from/keys/travels");
        Answered imported = admin.put(
                "/applications/from/keys/travels",
                exported.json().path("items").get(0).toString());
        Answered without = admin.put("/applications/from/keys/new", "{}");
        Answered twice = admin.put("/applications/from/keys/new", "{\"sha256\":\"%s\"}".formatted(digest));
        admin.put("/applications/elsewhere", "{\"name\":\"Elsewhere\"}");
        Answered elsewhere = admin.put("/applications/elsewhere/keys/travels", "{\"sha256\":\"%s\"}".formatted(digest));
        Answered viewer = admin.send(admin.request("/applications/from/keys?view=export"), admin.tokenOf(Role.VIEWER));

        assertThat(exported.json().path("items").findValuesAsText("sha256")).containsExactly(digest);
        assertThat(imported.status()).isEqualTo(201);
        assertThat(without.errorPaths()).containsExactly("sha256");
        assertThat(twice.code()).isEqualTo("key-taken");
        assertThat(elsewhere.code()).isEqualTo("already-exists");
        assertThat(viewer.status()).isEqualTo(403);
    }

    @Test
    void keepsKeysWithTheirApplication() throws Exception {
        admin.put("/applications/mine", "{\"name\":\"Mine\"}");
        admin.put("/applications/other", "{\"name\":\"Other\"}");
        admin.post("/applications/mine/keys", "{\"id\":\"my-key\"}");

        assertThat(admin.get("/applications/other/keys/my-key").status()).isEqualTo(404);
        assertThat(admin.delete("/applications/other/keys/my-key").status()).isEqualTo(404);
        assertThat(admin.get("/applications/nobody/keys").status()).isEqualTo(404);
        assertThat(admin.post("/applications/nobody/keys", "{}").status()).isEqualTo(404);
    }

    @Test
    void boundsTheKeysOfAnApplication() throws Exception {
        admin.put("/applications/many", "{\"name\":\"Many\"}");
        for (int i = 0; i < 200; i++) {
            admin.put("/applications/many/keys/m-" + i, "{\"sha256\":\"%s\"}".formatted(Digests.sha256("m" + i)));
        }

        Answered refused = admin.post("/applications/many/keys", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("too-many-keys");
        assertThat(admin.delete("/applications/many").status()).isEqualTo(204);
        assertThat(admin.catalog().keyBySha256(Digests.sha256("m7"))).isNull();
    }

    @Test
    void subscribesAtOnceOrAfterApproval() throws Exception {
        admin.put("/applications/auto", "{\"name\":\"Auto\"}");
        admin.put("/applications/manual", "{\"name\":\"Manual\"}");

        Answered active = subscribe("auto", "pets", "gold");
        Answered pending = subscribe("manual", "pets", "slow");
        String id = pending.json().path("id").asText();
        Answered approved = admin.put(
                "/subscriptions/" + id,
                "{\"application\":\"manual\",\"api\":\"pets\",\"plan\":\"slow\",\"state\":\"active\"}");
        Answered moved =
                admin.put("/subscriptions/" + id, "{\"application\":\"manual\",\"api\":\"pets\",\"plan\":\"gold\"}");

        assertThat(active.status()).isEqualTo(201);
        assertThat(active.json().path("state").asText()).isEqualTo("active");
        assertThat(pending.json().path("state").asText()).isEqualTo("pending");
        assertThat(approved.json().path("state").asText()).isEqualTo("active");
        assertThat(moved.json().path("plan").asText()).isEqualTo("gold");
        assertThat(moved.json().path("state").asText()).isEqualTo("active");
        assertThat(admin.get("/subscriptions?api=pets&application=manual")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void refusesSubscriptionsThatDoNotFit() throws Exception {
        admin.put("/applications/fit", "{\"name\":\"Fit\"}");
        admin.put("/plans/foreign", "{\"name\":\"Foreign\"}");
        Answered first = subscribe("fit", "pets", "gold");

        Answered second = subscribe("fit", "pets", "slow");
        Answered plan = subscribe("fit", "old", "foreign");
        Answered nothing = subscribe("nobody", "nothing", "none");
        Answered old = subscribe("fit", "old", "gold");
        Answered brought =
                admin.put("/subscriptions/brought", "{\"application\":\"fit\",\"api\":\"old\",\"plan\":\"gold\"}");
        Answered moved = admin.put(
                "/subscriptions/" + first.json().path("id").asText(),
                "{\"application\":\"auto\",\"api\":\"old\",\"plan\":\"gold\"}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("already-subscribed");
        assertThat(plan.status()).isEqualTo(409);
        assertThat(nothing.errorPaths()).containsExactly("application", "api");
        assertThat(old.code()).isEqualTo("api-not-open");
        assertThat(brought.status()).isEqualTo(201);
        assertThat(moved.errorPaths()).contains("application", "api");
    }

    @Test
    void takesPlansThatTheApiOffersAlone() throws Exception {
        admin.put("/applications/picky", "{\"name\":\"Picky\"}");
        admin.put("/plans/elsewhere", "{\"name\":\"Elsewhere\"}");

        Answered refused = subscribe("picky", "pets", "elsewhere");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").get(0).path("message").asText())
                .isEqualTo("elsewhere (expected: one of gold, slow)");
    }

    @Test
    void takesKeysAndSubscriptionsAlongWithTheirApplication() throws Exception {
        admin.put("/applications/whole", "{\"name\":\"Whole\"}");
        String key =
                admin.post("/applications/whole/keys", "{}").json().path("key").asText();
        String subscription =
                subscribe("whole", "pets", "gold").json().path("id").asText();
        long revision = admin.catalog().revision();

        assertThat(admin.delete("/applications/whole").status()).isEqualTo(204);

        assertThat(admin.catalog().revision()).isEqualTo(revision + 1);
        assertThat(admin.catalog().keyBySha256(Digests.sha256(key))).isNull();
        assertThat(admin.get("/subscriptions/" + subscription).status()).isEqualTo(404);
    }

    @Test
    void namesAnOwnerWhoExists() throws Exception {
        Answered refused =
                admin.post("/applications", "{\"name\":\"A\",\"owner\":\"nobody\",\"organization\":\"none\"}");

        assertThat(refused.errorPaths()).containsExactly("organization", "owner");
    }

    private static Answered subscribe(String application, String api, String plan) throws Exception {
        return admin.post(
                "/subscriptions",
                "{\"application\":\"%s\",\"api\":\"%s\",\"plan\":\"%s\"}".formatted(application, api, plan));
    }
}
