package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.audit.AuditEntry;
import io.weir.catalog.Digests;
import io.weir.catalog.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every write leaves an entry, those that were refused too. */
class AuditIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void tellsWhoChangedWhat() throws Exception {
        String token = admin.tokenOf(Role.PUBLISHER);
        admin.audited(admin.postAs(token, "/plans", "{\"id\":\"told\",\"name\":\"A\",\"description\":\"first\"}"));
        Answered changed = admin.put("/plans/told", "{\"name\":\"B\",\"description\":\"first\"}");
        admin.audited(changed);
        admin.audited(admin.delete("/plans/told"));

        JsonNode items = admin.get("/audit?kind=plan&id=told").json().path("items");
        assertThat(items.findValuesAsText("operation")).containsExactly("deletePlan", "putPlan", "createPlan");
        JsonNode put = items.get(1);
        assertThat(put.path("author").asText()).isEqualTo("admin");
        assertThat(put.path("way").asText()).isEqualTo("local-token");
        assertThat(put.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(put.path("status").asInt()).isEqualTo(200);
        assertThat(put.path("requestId").asText()).isEqualTo(changed.header("X-Request-Id"));
        assertThat(put.path("revision").asLong())
                .isEqualTo(changed.json().path("revision").asLong());
        assertThat(put.path("before").toString()).isEqualTo("{\"name\":\"A\"}");
        assertThat(put.path("after").toString()).isEqualTo("{\"name\":\"B\"}");
        JsonNode create = items.get(2);
        assertThat(create.path("way").asText()).isEqualTo("token");
        assertThat(create.path("author").asText()).startsWith("publisher-");
        assertThat(create.has("before")).isFalse();
        assertThat(create.path("after").path("description").asText()).isEqualTo("first");
        assertThat(items.get(0).has("after")).isFalse();
        assertThat(items.get(0).path("before").path("name").asText()).isEqualTo("B");
    }

    @Test
    void tellsOfWhatWasRefused() throws Exception {
        String viewer = admin.tokenOf(Role.VIEWER);

        AuditEntry forbidden = admin.audited(admin.postAs(viewer, "/apis", "{\"name\":\"A\",\"context\":\"/a\"}"));
        AuditEntry invalid = admin.audited(admin.put("/plans/refused", "{\"name\":\" \"}"));
        AuditEntry unknown =
                admin.audited(admin.send(json(admin.request("/organizations"), "POST", "{\"name\":\"A\"}"), null));

        assertThat(forbidden.operation()).isEqualTo("createApi");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("forbidden");
        assertThat(forbidden.author()).startsWith("viewer-");
        assertThat(invalid.operation()).isEqualTo("putPlan");
        assertThat(invalid.object()).isEqualTo("refused");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.after()).isNull();
        assertThat(unknown.operation()).isEqualTo("createOrganization");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.author()).isNull();
        assertThat(unknown.way()).isEqualTo("none");
    }

    @Test
    void showsNoSecret() throws Exception {
        admin.post(
                "/users", "{\"id\":\"hidden\",\"name\":\"H\",\"roles\":[\"viewer\"],\"password\":\"a good long one\"}");
        AuditEntry password =
                admin.audited(admin.post("/users/hidden/password", "{\"password\":\"another good one\"}"));
        String token = admin.post("/tokens", "{\"id\":\"hidden-token\",\"name\":\"t\"}")
                .json()
                .path("token")
                .asText();
        admin.post("/applications", "{\"id\":\"hidden-app\",\"name\":\"A\"}");
        Answered key = admin.post("/applications/hidden-app/keys", "{\"id\":\"hidden-key\"}");
        String secret = key.json().path("key").asText();
        AuditEntry made = admin.audited(key);

        String all = admin.get("/audit?limit=1000").text();

        assertThat(all).doesNotContain("argon2id", "good long one", "another good one", token, secret);
        assertThat(all).doesNotContain(Digests.sha256(token), Digests.sha256(secret));
        assertThat(password.before()).isEqualTo("{\"passwordHash\":\"***\"}");
        assertThat(password.after()).isEqualTo("{\"passwordHash\":\"***\"}");
        assertThat(made.object()).isEqualTo("hidden-app/hidden-key");
    }

    @Test
    void tellsWhatWentAlong() throws Exception {
        admin.post("/applications", "{\"id\":\"along\",\"name\":\"A\"}");
        admin.post("/applications/along/keys", "{\"id\":\"along-key\"}");

        AuditEntry deleted = admin.audited(admin.delete("/applications/along"));

        assertThat(deleted.along()).containsExactly("key/along-key");
    }

    @Test
    void tellsOfSettingsAndLogIns() throws Exception {
        admin.put("/settings/portal", "{\"signup\":\"approval\"}");
        AuditEntry settings = admin.audited(admin.put("/settings/portal", "{\"signup\":\"closed\"}"));
        AuditEntry quiesced = admin.audited(admin.put("/cluster/nodes/n-1/quiesce", "{\"mode\":\"writes\"}"));
        admin.delete("/cluster/nodes/n-1/quiesce");
        AuditEntry logIn = admin.audited(admin.send(
                json(admin.request("/sessions"), "POST", "{\"username\":\"admin\",\"password\":\"wrong\"}"), null));

        assertThat(settings.kind()).isEqualTo("settings");
        assertThat(settings.object()).isEqualTo("portal");
        assertThat(settings.before()).isEqualTo("{\"signup\":\"approval\"}");
        assertThat(settings.after()).isEqualTo("{\"signup\":\"closed\"}");
        assertThat(quiesced.object()).isEqualTo("n-1");
        assertThat(logIn.kind()).isEqualTo("session");
        assertThat(logIn.status()).isEqualTo(401);
        assertThat(logIn.author()).isNull();
    }

    @Test
    void findsByAuthorOperationAndTime() throws Exception {
        String token = admin.tokenOf(Role.PUBLISHER);
        admin.audited(admin.postAs(token, "/plans", "{\"id\":\"timed\",\"name\":\"A\"}"));
        JsonNode entry =
                admin.get("/audit?kind=plan&id=timed").json().path("items").get(0);
        String author = entry.path("author").asText();
        String time = entry.path("time").asText();

        assertThat(ids("/audit?author=" + author)).containsExactly("timed");
        assertThat(ids("/audit?operation=createPlan&from=" + time)).contains("timed");
        assertThat(ids("/audit?author=" + author + "&to=" + time)).isEmpty();
        assertThat(admin.get("/audit?kind=spoon&from=yesterday").errorPaths())
                .containsExactlyInAnyOrder("query.kind", "query.from");
        JsonNode first = admin.get("/audit?limit=1").json();
        assertThat(first.path("next").asText()).isNotEmpty();
        assertThat(admin.get("/audit?limit=1&after=" + first.path("next").asText())
                        .json()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText())
                .isNotEqualTo(first.path("items").get(0).path("id").asText());
    }

    private static List<String> ids(String path) throws Exception {
        return admin.get(path).json().path("items").findValuesAsText("object");
    }
}
