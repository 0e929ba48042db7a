package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.admin.AdminExtension.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for objects of every kind. */
class ObjectsIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void makesAnObjectWithAnIdOfItsName() throws Exception {
        Answered made = admin.post("/plans", "{\"name\":\"Größe Gold!\",\"limits\":[]}");
        Answered again = admin.post("/plans", "{\"name\":\"Größe Gold!\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("id").asText()).isEqualTo("gro-e-gold");
        assertThat(made.header("Location"))
                .isEqualTo("/api/v1/plans/" + made.json().path("id").asText());
        assertThat(made.header("ETag")).isEqualTo(tag(made));
        assertThat(made.json().path("approval").asText()).isEqualTo("auto");
        assertThat(made.json().path("author").asText()).isEqualTo("admin");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id").asText())
                .startsWith(made.json().path("id").asText() + "-");
    }

    @Test
    void takesTheIdThatIsGivenOnce() throws Exception {
        Answered made = admin.post("/plans", "{\"id\":\"given\",\"name\":\"A\"}");
        Answered again = admin.post("/plans", "{\"id\":\"given\",\"name\":\"B\"}");

        assertThat(made.json().path("id").asText()).isEqualTo("given");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("already-exists");
    }

    @Test
    void answersItsOwnAnswerBackByPut() throws Exception {
        Answered made = admin.post("/plans", "{\"id\":\"back\",\"name\":\"A\"}");

        String tagMade = tag(made);
        Answered same = admin.put("/plans/back", made.json().toString());
        Answered changed = admin.put(
                "/plans/back", ((ObjectNode) made.json()).put("name", "B").toString());
        Answered stale = admin.put(
                "/plans/back", ((ObjectNode) made.json()).put("name", "C").toString());

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo(tagMade);
        assertThat(changed.header("ETag")).isEqualTo(tag(changed)).isNotEqualTo(tagMade);
        assertThat(changed.json().path("name").asText()).isEqualTo("B");
        assertThat(stale.status()).isEqualTo(200);
    }

    @Test
    void refusesChangedReadOnlyFields() throws Exception {
        Answered made = admin.post("/plans", "{\"id\":\"fixed\",\"name\":\"A\"}");
        long revision = made.json().path("revision").asLong();

        Answered refused = admin.put(
                "/plans/fixed",
                "{\"id\":\"other\",\"name\":\"A\",\"created\":\"2001-01-01T00:00:00Z\",\"revision\":%d,\"author\":\"me\"}"
                        .formatted(revision + 1));
        Answered author = admin.put("/plans/fixed", "{\"name\":\"A\",\"author\":\"me\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorPaths()).containsExactlyInAnyOrder("id", "created", "revision");
        assertThat(author.errorPaths()).containsExactly("author");
    }

    @Test
    void makesAnObjectByPut() throws Exception {
        Answered made = admin.put("/plans/by-put", "{\"name\":\"A\"}");
        Answered changed = admin.put("/plans/by-put", "{\"name\":\"B\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/plans/by-put");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("Location")).isNull();
    }

    @Test
    void losesNoUpdate() throws Exception {
        String first = tag(admin.put("/plans/race", "{\"name\":\"A\"}"));
        String second = tag(admin.put("/plans/race", "{\"name\":\"B\"}"));

        Answered lost = admin.send(
                json(admin.request("/plans/race"), "PUT", "{\"name\":\"C\"}").header("If-Match", first),
                admin.localToken());
        Answered missing = admin.send(
                json(admin.request("/plans/no-race"), "PUT", "{\"name\":\"C\"}").header("If-Match", "*"),
                admin.localToken());
        Answered deleted =
                admin.send(admin.request("/plans/race").DELETE().header("If-Match", "W/" + second), admin.localToken());
        Answered won = admin.send(
                json(admin.request("/plans/race"), "PUT", "{\"name\":\"C\"}").header("If-Match", "\"0\", " + second),
                admin.localToken());

        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.code()).isEqualTo("version-conflict");
        assertThat(missing.status()).isEqualTo(412);
        assertThat(deleted.status()).isEqualTo(412);
        assertThat(won.status()).isEqualTo(200);
    }

    @Test
    void knowsAnObjectThatWasMadeAnewFromTheOneThatWasDeleted() throws Exception {
        String gone = tag(admin.put("/plans/anew", "{\"name\":\"A\"}"));
        admin.delete("/plans/anew");
        admin.put("/plans/anew", "{\"name\":\"B\"}");

        Answered lost = admin.send(
                json(admin.request("/plans/anew"), "PUT", "{\"name\":\"C\"}").header("If-Match", gone),
                admin.localToken());

        assertThat(lost.status()).isEqualTo(412);
    }

    @Test
    void makesAnObjectOnlyWhereThereIsNone() throws Exception {
        Answered made = putIfAbsent("*");
        Answered again = putIfAbsent("*");
        Answered other = putIfAbsent("\"1\"");

        assertThat(made.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(412);
        assertThat(again.code()).isEqualTo("version-conflict");
        assertThat(other.errorPaths()).containsExactly("header.If-None-Match");
        assertThat(admin.get("/plans/absent").json().path("revision"))
                .isEqualTo(made.json().path("revision"));
    }

    private static Answered putIfAbsent(String tag) throws Exception {
        return admin.send(
                json(
                                admin.request("/plans/absent"),
                                "PUT",
                                "{\"name\":\"A\",\"description\":\"%s\"}".formatted(tag.length()))
                        .header("If-None-Match", tag),
                admin.localToken());
    }

    /** The revision that an object shows, as a list shows it too. */
    private static String tag(Answered answered) {
        return "\"" + answered.json().path("revision").asLong() + "\"";
    }

    @Test
    void sendsNothingThatTheCallerHas() throws Exception {
        String tag = tag(admin.put("/plans/known", "{\"name\":\"A\"}"));

        Answered known =
                admin.send(admin.request("/plans/known").header("If-None-Match", "W/" + tag), admin.localToken());
        Answered news = admin.send(admin.request("/plans/known").header("If-None-Match", "\"0\""), admin.localToken());

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(known.text()).isEmpty();
        assertThat(news.status()).isEqualTo(200);
    }

    @Test
    void listsInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            admin.put("/organizations/page-" + i, "{\"name\":\"Some %s name\"}".formatted(i % 2 == 0 ? "EVEN" : "odd"));
        }

        Answered first = admin.get("/organizations?limit=2&after=page-1");
        Answered second = admin.get(
                "/organizations?limit=2&after=" + first.json().path("next").asText());
        Answered byName = admin.get("/organizations?q=e%20even");
        Answered byId = admin.get("/organizations?q=PAGE-3");
        Answered tooMany = admin.get("/organizations?limit=1001&offset=3");

        assertThat(first.json().path("items").findValuesAsText("id")).containsExactly("page-2", "page-3");
        assertThat(first.json().path("next").asText()).isEqualTo("page-3");
        assertThat(second.json().path("items").findValuesAsText("id")).containsExactly("page-4", "page-5");
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(byName.json().path("items").findValuesAsText("id")).containsExactly("page-2", "page-4");
        assertThat(byId.json().path("items").findValuesAsText("id")).containsExactly("page-3");
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.errorPaths()).containsExactlyInAnyOrder("query.limit", "query.offset");
    }

    @Test
    void deletesOnce() throws Exception {
        admin.put("/plans/gone", "{\"name\":\"A\"}");

        assertThat(admin.delete("/plans/gone").status()).isEqualTo(204);
        assertThat(admin.delete("/plans/gone").status()).isEqualTo(404);
        assertThat(admin.get("/plans/gone").status()).isEqualTo(404);
    }

    @Test
    void tellsBrokenJsonFromWrongValues() throws Exception {
        Answered broken = admin.post("/plans", "{\"name\":");
        Answered twice = admin.post("/plans", "{\"name\":\"a\",\"name\":\"b\"}");
        Answered empty = admin.post("/plans", "");
        Answered list = admin.post("/plans", "[]");
        Answered unknown = admin.post("/plans", "{\"name\":\"a\",\"colour\":1}");

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.code()).isEqualTo("malformed-json");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(list.status()).isEqualTo(422);
        assertThat(unknown.errorPaths()).containsExactly("colour");
    }

    @Test
    void namesEveryProblemOfDefinitionsToo() throws Exception {
        Answered refused = admin.post("/plans", """
                {"name": "a", "limits": [
                  {"name": "x", "count": 1, "period": "PT0S"},
                  {"name": "y", "count": 1, "period": "PT1H", "burst": 5},
                  {"name": "z", "count": 1, "period": "PT1H"}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorPaths()).containsExactly("limits[0].period", "limits[1].burst");
    }

    @Test
    void takesJsonAlone() throws Exception {
        Answered refused = admin.send(
                admin.request("/plans").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")),
                admin.localToken());

        assertThat(refused.status()).isEqualTo(415);
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws Exception {
        Answered refused =
                admin.post("/plans", "{\"name\":\"%s\"}".formatted("a".repeat((int) Dispatcher.MAX_BODY_BYTES)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("body-too-large");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        Answered path = admin.get("/nothing");
        Answered method =
                admin.send(admin.request("/plans/a").method("PATCH", BodyPublishers.noBody()), admin.localToken());
        Answered later = admin.get("/notifications");
        Answered settings = admin.put("/settings/mail", "{}");

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(path.json().path("requestId").asText()).isEqualTo(path.header("X-Request-Id"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("DELETE, GET, PUT");
        assertThat(later.status()).isEqualTo(501);
        assertThat(later.code()).isEqualTo("not-in-this-version");
        assertThat(settings.status()).isEqualTo(501);
    }
}
