package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.admin.AdminExtension.Answered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApisIT {
    private static final String ENDPOINT = "\"endpoint\":{\"targets\":[{\"url\":\"http://127.0.0.1:8081/base\"}]}";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @BeforeAll
    static void makePlan() throws Exception {
        admin.put("/plans/gold", "{\"name\":\"Gold\"}");
    }

    @Test
    void fillsInDefaults() throws Exception {
        Answered made = admin.post("/apis", "{\"name\":\"Plain\",\"context\":\"/plain\"}");

        ObjectNode api = (ObjectNode) made.json();
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.path("organization").asText()).isEqualTo("default");
        assertThat(api.path("visibility").asText()).isEqualTo("public");
        assertThat(api.path("version").asText()).isEqualTo("1.0");
        assertThat(api.path("security").path("type").asText()).isEqualTo("api-key");
        assertThat(api.path("lifecycle").asText()).isEqualTo("CREATED");
        assertThat(api.path("resources").isArray()).isTrue();
        assertThat(api.path("plans")).isEmpty();
        assertThat(api.has("endpoint")).isFalse();
    }

    @Test
    void keepsAnEndpointAsGiven() throws Exception {
        Answered made = admin.put("/apis/weights", """
                {"name": "W", "context": "/weights", "endpoint": {"type": "load-balancer", "algorithm": "weighted-round-robin",
                 "targets": [{"url": "http://a:1", "weight": 5}, {"url": "http://b:1"}], "timeouts": {"connect": "PT1.5S"}}}""");

        assertThat(made.json()
                        .path("endpoint")
                        .path("targets")
                        .get(0)
                        .path("weight")
                        .asInt())
                .isEqualTo(5);
        assertThat(made.json()
                        .path("endpoint")
                        .path("targets")
                        .get(1)
                        .path("weight")
                        .asInt())
                .isEqualTo(1);
        assertThat(made.json().path("endpoint").path("timeouts").path("connect").asText())
                .isEqualTo("PT1.5S");
    }

    @Test
    void namesEveryProblemAtOnce() throws Exception {
        Answered form = admin.post("/apis", """
                {"context": "nowhere", "resources": [{"method": "get", "path": "a"}], "visibility": "secret"}""");
        Answered parts = admin.post("/apis", """
                {"name": "A", "context": "/a", "endpoint": {"targets": [{"url": "ftp://a"}, {"url": "http://a?x=1"}],
                 "timeouts": {"connect": "PT2M"}}}""");
        Answered rules = admin.post("/apis", """
                {"name": "A", "context": "/a", "organization": "nobody", "plans": ["gold", "none"],
                 "policies": [{"name": "magic"}],
                 "resources": [{"method": "GET", "path": "/a/{x}"}, {"method": "GET", "path": "/a/{y}"}]}""");

        assertThat(form.errorPaths())
                .containsExactlyInAnyOrder("name", "context", "resources[0].method", "resources[0].path", "visibility");
        assertThat(parts.errorPaths()).containsExactly("endpoint.targets[0].url", "endpoint.targets[1].url");
        assertThat(rules.errorPaths())
                .containsExactlyInAnyOrder("organization", "plans[1]", "policies[0].name", "resources[1]");
        assertThat(rules.text()).contains("magic (not in this version)");
    }

    @Test
    void givesEachPlaceToOneApi() throws Exception {
        admin.put("/apis/first", "{\"name\":\"A\",\"context\":\"/taken/{version}\",\"version\":\"2\"}");

        Answered same = admin.post("/apis", "{\"name\":\"B\",\"context\":\"/taken/2\"}");
        Answered other = admin.post("/apis", "{\"name\":\"B\",\"context\":\"/taken/{version}\",\"version\":\"3\"}");
        Answered encoded = admin.post("/apis", "{\"name\":\"C\",\"context\":\"/%74aken/2\"}");
        Answered again = admin.put("/apis/first", "{\"name\":\"A2\",\"context\":\"/taken/2\"}");
        admin.put("/organizations/acme", "{\"name\":\"Acme\"}");
        Answered tenant = admin.post("/apis", "{\"name\":\"B\",\"context\":\"/taken/2\",\"organization\":\"acme\"}");

        assertThat(same.status()).isEqualTo(409);
        assertThat(same.code()).isEqualTo("context-taken");
        assertThat(same.json().path("detail").asText()).contains("API first");
        assertThat(other.status()).isEqualTo(201);
        assertThat(encoded.errorPaths()).containsExactly("context");
        assertThat(again.status()).isEqualTo(200);
        assertThat(tenant.status()).isEqualTo(201);
    }

    @Test
    void leadsAnApiThroughItsLife() throws Exception {
        admin.put("/apis/life", "{\"name\":\"L\",\"context\":\"/life\"}");

        Answered nowhere = step("life", "publish");
        admin.put("/apis/life", "{\"name\":\"L\",\"context\":\"/life\",%s}".formatted(ENDPOINT));
        Answered published = step("life", "publish");
        Answered again = step("life", "publish");
        Answered stripped = admin.put("/apis/life", "{\"name\":\"L\",\"context\":\"/life\"}");

        assertThat(nowhere.status()).isEqualTo(409);
        assertThat(nowhere.code()).isEqualTo("no-endpoint");
        assertThat(published.json().path("lifecycle").asText()).isEqualTo("PUBLISHED");
        assertThat(published.header("ETag"))
                .isEqualTo("\"" + published.json().path("revision").asLong() + "\"");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("lifecycle-conflict");
        assertThat(again.json().path("detail").asText())
                .isEqualTo("API life is PUBLISHED: publish is not possible (expected: block or deprecate)");
        assertThat(stripped.code()).isEqualTo("no-endpoint");
        assertThat(step("life", "block").json().path("lifecycle").asText()).isEqualTo("BLOCKED");
        assertThat(step("life", "unblock").json().path("lifecycle").asText()).isEqualTo("PUBLISHED");
        assertThat(step("life", "deprecate").json().path("lifecycle").asText()).isEqualTo("DEPRECATED");
        assertThat(step("life", "retire").json().path("lifecycle").asText()).isEqualTo("RETIRED");
        assertThat(step("life", "publish").json().path("detail").asText()).contains("none, it is the end");
        assertThat(step("none", "publish").status()).isEqualTo(404);
        assertThat(step("life", "explode").status()).isEqualTo(422);
    }

    @Test
    void guardsStepsByVersion() throws Exception {
        admin.put("/apis/guarded", "{\"name\":\"G\",\"context\":\"/guarded\",%s}".formatted(ENDPOINT));

        Answered lost = admin.send(
                json(admin.request("/apis/guarded/lifecycle"), "POST", "{\"action\":\"publish\"}")
                        .header("If-Match", "\"9\""),
                admin.localToken());

        assertThat(lost.status()).isEqualTo(412);
    }

    @Test
    void changesLifecycleByItsOwnOperationAlone() throws Exception {
        Answered made = admin.put(
                "/apis/brought",
                "{\"name\":\"B\",\"context\":\"/brought\",\"lifecycle\":\"BLOCKED\",%s}".formatted(ENDPOINT));
        Answered nowhere =
                admin.put("/apis/lost", "{\"name\":\"B\",\"context\":\"/lost\",\"lifecycle\":\"PUBLISHED\"}");
        Answered same = admin.put("/apis/brought", made.json().toString());
        Answered changed = admin.put(
                "/apis/brought",
                made.json().<ObjectNode>deepCopy().put("lifecycle", "PUBLISHED").toString());
        Answered silent =
                admin.put("/apis/brought", "{\"name\":\"C\",\"context\":\"/brought\",%s}".formatted(ENDPOINT));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("lifecycle").asText()).isEqualTo("BLOCKED");
        assertThat(nowhere.code()).isEqualTo("no-endpoint");
        assertThat(same.status()).isEqualTo(200);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.errorPaths()).containsExactly("lifecycle");
        assertThat(silent.json().path("lifecycle").asText()).isEqualTo("BLOCKED");
    }

    @Test
    void keepsPlansThatAreInUse() throws Exception {
        admin.put("/plans/used", "{\"name\":\"Used\"}");
        admin.put("/apis/user", "{\"name\":\"U\",\"context\":\"/user\",\"plans\":[\"used\"]}");
        admin.put("/applications/shop", "{\"name\":\"Shop\"}");
        admin.put("/subscriptions/s", "{\"application\":\"shop\",\"api\":\"user\",\"plan\":\"used\"}");

        Answered plan = admin.delete("/plans/used");
        Answered withdrawn = admin.put("/apis/user", "{\"name\":\"U\",\"context\":\"/user\"}");
        Answered api = admin.delete("/apis/user");

        assertThat(plan.code()).isEqualTo("plan-in-use");
        assertThat(withdrawn.code()).isEqualTo("plan-in-use");
        assertThat(api.status()).isEqualTo(409);
        assertThat(api.code()).isEqualTo("api-in-use");

        admin.delete("/subscriptions/s");
        assertThat(admin.delete("/apis/user").status()).isEqualTo(204);
        assertThat(admin.delete("/plans/used").status()).isEqualTo(204);
    }

    @Test
    void keepsOrganizationsThatAreInUse() throws Exception {
        admin.put("/organizations/busy", "{\"name\":\"Busy\"}");
        admin.put("/apis/busy", "{\"name\":\"B\",\"context\":\"/b\",\"organization\":\"busy\"}");

        assertThat(admin.delete("/organizations/default").code()).isEqualTo("organization-in-use");
        assertThat(admin.delete("/organizations/busy").code()).isEqualTo("organization-in-use");

        admin.delete("/apis/busy");
        assertThat(admin.delete("/organizations/busy").status()).isEqualTo(204);
    }

    private static Answered step(String api, String action) throws Exception {
        return admin.post("/apis/" + api + "/lifecycle", "{\"action\":\"%s\"}".formatted(action));
    }
}
