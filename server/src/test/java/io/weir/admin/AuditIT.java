package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.audit.AuditEntry;
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
        admin.postAs(token, "/plans", "{\"id\":\"told\",\"name\":\"A\",\"description\":\"first\"}");
        Answered changed = admin.put("/plans/told", "{\"name\":\"B\",\"description\":\"first\"}");
        admin.delete("/plans/told");

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
        admin.postAs(viewer, "/apis", "{\"name\":\"A\",\"context\":\"/a\"}");
        admin.put("/plans/refused", "{\"name\":\" \"}");
        admin.send(json(admin.request("/organizations"), "POST", "{\"name\":\"A\"}"), null);

        AuditEntry forbidden = admin.audited("createApi").get(0);
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("forbidden");
        assertThat(forbidden.author()).startsWith("viewer-");
        AuditEntry invalid = admin.audited("putPlan").stream()
                .filter(entry -> "refused".equals(entry.object()))
                .findFirst()
                .orElseThrow();
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.after()).isNull();
        AuditEntry unknown = admin.audited("createOrganization").get(0);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.author()).isNull();
        assertThat(unknown.way()).isEqualTo("none");
    }

    @Test
    void showsNoSecret() throws Exception {
        admin.post(
                "/users", "{\"id\":\"hidden\",\"name\":\"H\",\"roles\":[\"viewer\"],\"password\":\"a good long one\"}");
        admin.post("/users/hidden/password", "{\"password\":\"another good one\"}");
        String token = admin.post("/tokens", "{\"id\":\"hidden-token\",\"name\":\"t\"}")
                .json()
                .path("token")
                .asText();
        admin.post("/applications", "{\"id\":\"hidden-app\",\"name\":\"A\"}");
        String key = admin.post("/applications/hidden-app/keys", "{\"id\":\"hidden-key\"}")
                .json()
                .path("key")
                .asText();

        String all = admin.get("/audit?limit=1000").text();
        AuditEntry password = admin.audited("setPassword").get(0);

        assertThat(all).doesNotContain("argon2id", "good long one", "another good one", token, key);
        assertThat(all).doesNotContain(io.weir.catalog.Digests.sha256(token), io.weir.catalog.Digests.sha256(key));
        assertThat(password.before()).isEqualTo("{\"passwordHash\":\"***\"}");
        assertThat(password.after()).isEqualTo("{\"passwordHash\":\"***\"}");
        assertThat(admin.audited("createKey").get(0).object()).isEqualTo("hidden-app/hidden-key");
    }

    @Test
    void tellsWhatWentAlong() throws Exception {
        admin.post("/applications", "{\"id\":\"along\",\"name\":\"A\"}");
        admin.post("/applications/along/keys", "{\"id\":\"along-key\"}");

        admin.delete("/applications/along");

        assertThat(admin.audited("deleteApplication").get(0).along()).containsExactly("key/along-key");
    }

    @Test
    void tellsOfSettingsAndLogIns() throws Exception {
        admin.put("/settings/portal", "{\"signup\":\"approval\"}");
        admin.put("/settings/portal", "{\"signup\":\"closed\"}");
        admin.put("/cluster/nodes/n-1/quiesce", "{\"mode\":\"writes\"}");
        admin.delete("/cluster/nodes/n-1/quiesce");
        admin.send(json(admin.request("/sessions"), "POST", "{\"username\":\"admin\",\"password\":\"wrong\"}"), null);

        AuditEntry settings = admin.audited("putPortalSettings").get(0);
        AuditEntry logIn = admin.audited("createSession").get(0);

        assertThat(settings.kind()).isEqualTo("settings");
        assertThat(settings.object()).isEqualTo("portal");
        assertThat(settings.before()).isEqualTo("{\"signup\":\"approval\"}");
        assertThat(settings.after()).isEqualTo("{\"signup\":\"closed\"}");
        assertThat(logIn.kind()).isEqualTo("session");
        assertThat(logIn.status()).isEqualTo(401);
        assertThat(logIn.author()).isNull();
    }

    @Test
    void findsByAuthorOperationAndTime() throws Exception {
        String token = admin.tokenOf(Role.PUBLISHER);
        admin.postAs(token, "/plans", "{\"id\":\"timed\",\"name\":\"A\"}");
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
