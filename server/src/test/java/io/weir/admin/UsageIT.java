package io.weir.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Plan;
import io.weir.catalog.Role;
import io.weir.limit.Caller;
import io.weir.limit.LimitCompiler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much of their limits subscriptions have taken. */
class UsageIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    private static String owner = "";
    private static String mine = "";

    @BeforeAll
    static void subscribe() throws Exception {
        admin.put("/plans/wide", """
                {"name":"Wide","limits":[
                  {"name":"monthly","count":1000,"period":"P1M"},
                  {"name":"burst","count":2,"period":"P31D","algorithm":"token-bucket","burst":10},
                  {"name":"all","scope":"api","count":50,"period":"P31D","algorithm":"rolling"},
                  {"name":"each","scope":"resource","count":9,"period":"P31D"},
                  {"name":"address","scope":"ip","count":9,"period":"P31D"}]}""");
        admin.put("/plans/free", "{\"name\":\"Free\"}");
        String resources = "[{\"method\":\"GET\",\"path\":\"/cats\"},{\"method\":\"*\",\"path\":\"/dogs/{id}\"}]";
        for (String api : List.of("pets", "other")) {
            admin.put(
                    "/apis/" + api,
                    "{\"name\":\"A\",\"context\":\"/%s\",\"plans\":[\"wide\",\"free\"],\"resources\":%s}"
                            .formatted(api, resources));
        }
        mine = admin.tokenOf(Role.SUBSCRIBER);
        owner = admin.postAs(mine, "/applications", "{\"id\":\"mine\",\"name\":\"Mine\"}")
                .json()
                .path("owner")
                .asText();
        admin.put("/applications/theirs", "{\"name\":\"Theirs\"}");
        subscription("mine-pets", "mine", "pets", "wide");
        subscription("mine-other", "mine", "other", "free");
        subscription("theirs-pets", "theirs", "pets", "wide");
    }

    private static void subscription(String id, String application, String api, String plan) throws Exception {
        Answered made = admin.put(
                "/subscriptions/" + id,
                "{\"application\":\"%s\",\"api\":\"%s\",\"plan\":\"%s\",\"state\":\"active\"}"
                        .formatted(application, api, plan));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @AfterEach
    void bringTheStoreBack() {
        admin.store().away(false);
    }

    @Test
    void tellsEachLimitAsTheLimiterCountsIt() throws Exception {
        call("mine", "GET /cats", 1);
        call("mine", "* /dogs/{id}", 3);
        call("theirs", "GET /cats", 2);

        JsonNode limits = admin.get("/subscriptions/mine-pets/usage").json().path("limits");

        assertThat(limits.findValuesAsText("name")).containsExactly("monthly", "burst", "all", "each", "address");
        assertThat(limits.findValues("used").stream().map(JsonNode::asLong)).containsExactly(4L, 4L, 6L, 3L, 3L, 1L);
        assertThat(limits.get(0).path("remaining").asLong()).isEqualTo(996);
        assertThat(limits.get(1).path("capacity").asLong()).isEqualTo(10);
        assertThat(limits.get(1).path("remaining").asLong()).isEqualTo(6);
        assertThat(limits.get(2).path("source").asText()).isEqualTo("shared");
        assertThat(limits.get(3).path("resources").findValuesAsText("resource"))
                .containsExactly("* /dogs/{id}", "GET /cats");
        assertThat(limits.get(3).path("remaining").asLong()).isEqualTo(6);
        assertThat(limits.get(4).path("source").asText()).isEqualTo("unknown");
        assertThat(limits.get(4).has("used")).isFalse();
        assertThat(Instant.parse(limits.get(0).path("resetsAt").asText()).toString())
                .endsWith("-01T00:00:00Z");
        assertThat(limits.get(0).path("resetSeconds").asLong()).isBetween(1L, 31L * 86_400);
    }

    /** As the rate limit policy asks. */
    private static void call(String application, String resource, int times) {
        Plan plan = requireNonNull(admin.catalog().plan("wide")).definition();
        try (Caller caller = new Caller(admin.limiter())) {
            LimitCompiler compiler = new LimitCompiler(plan, "pets");
            assertThat(caller.granted(compiler.compile(application, resource).forClient("192.0.2.1"), times))
                    .isEqualTo(times);
        }
    }

    @Test
    void tellsAllOfAnApplicationInOneAnswer() throws Exception {
        JsonNode ofMine = admin.get("/usage?application=mine").json();
        JsonNode ofPets = admin.get("/usage?api=pets&limit=1").json();

        assertThat(ofMine.path("items").findValuesAsText("subscription")).containsExactly("mine-other", "mine-pets");
        assertThat(ofMine.path("items").get(0).path("limits")).isEmpty();
        assertThat(ofMine.path("items").get(0).path("plan").asText()).isEqualTo("free");
        assertThat(ofMine.path("next").isNull()).isTrue();
        assertThat(ofPets.path("items").findValuesAsText("subscription")).containsExactly("mine-pets");
        assertThat(ofPets.path("next").asText()).isEqualTo("mine-pets");
        assertThat(admin.get("/usage?limit=101").status()).isEqualTo(422);
    }

    @Test
    void showsSubscribersTheirOwnAlone() throws Exception {
        assertThat(owner).isNotEmpty();
        assertThat(as("/usage").json().path("items").findValuesAsText("application"))
                .containsOnly("mine");
        assertThat(as("/subscriptions/mine-pets/usage").status()).isEqualTo(200);
        assertThat(as("/subscriptions/theirs-pets/usage").status()).isEqualTo(404);
        assertThat(as("/subscriptions/nobodys/usage").status()).isEqualTo(404);
    }

    private static Answered as(String path) throws Exception {
        return admin.send(admin.request(path), mine);
    }

    @Test
    void keepsNobodyElseWaitingHoweverManyAsk() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        admin.store().hold(answers);
        ExecutorService pages = Executors.newFixedThreadPool(30);
        try {
            List<Future<Answered>> asked = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                asked.add(pages.submit(() -> admin.get("/usage?application=mine")));
            }
            int refused = 30 - Lanes.Lane.USAGE.capacity();
            Awaitility.await().until(() -> asked.stream().filter(Future::isDone).count() == refused);

            assertThat(admin.get("/cluster").status()).isEqualTo(200);
            answers.countDown();

            List<Integer> statuses = new ArrayList<>();
            for (Future<Answered> one : asked) {
                statuses.add(one.get().status());
            }
            assertThat(statuses).containsOnly(200, 503);
            assertThat(statuses.stream().filter(status -> status == 503)).hasSize(refused);
        } finally {
            answers.countDown();
            pages.shutdown();
        }
    }

    @Test
    void saysThatNothingIsKnownWhileTheStoreIsAway() throws Exception {
        admin.store().away(true);

        assertThat(admin.get("/subscriptions/mine-pets/usage").code()).isEqualTo("store-unavailable");
        assertThat(admin.get("/usage?application=mine").status()).isEqualTo(503);
        assertThat(admin.get("/usage?api=other").status())
                .as("nothing to ask for")
                .isEqualTo(200);
    }
}
