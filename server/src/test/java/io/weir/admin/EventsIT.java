package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.admin.EventClient.Frame;
import io.weir.catalog.Role;
import io.weir.event.EventFeed;
import io.weir.event.EventId;
import io.weir.event.EventType;
import io.weir.event.Occurrence;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger KEYS = new AtomicInteger();

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void listsNewestFirstPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            happens(EventType.NODE_JOINED, "paged-" + i);
        }

        Answered first = admin.get("/events?limit=2&type=node-joined");
        Answered second =
                admin.get("/events?limit=2&after=" + first.json().path("next").asText());

        assertThat(nodes(first)).containsExactly("paged-4", "paged-3");
        assertThat(nodes(second)).containsExactly("paged-2", "paged-1");
        assertThat(first.json()
                        .path("items")
                        .get(0)
                        .path("details")
                        .path("cause")
                        .asText())
                .isEqualTo("test");
    }

    @Test
    void filtersByTypeSeverityAndNode() throws Exception {
        happens(EventType.NODE_JOINED, "filtered");
        happens(EventType.NODE_LOST, "filtered");
        happens(EventType.NODE_LOST, "another");

        assertThat(admin.get("/events?node=filtered").json().path("items").findValuesAsText("type"))
                .containsExactly("node-lost", "node-joined");
        assertThat(nodes(admin.get("/events?severity=warning&node=filtered"))).hasSize(1);
        assertThat(admin.get("/events?node=never").json().path("next").isNull()).isTrue();
    }

    @Test
    void refusesWhatIsNoFilter() throws Exception {
        Answered answered = admin.get("/events?type=node-sings&severity=fatal&after=yesterday&limit=0");

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.errorPaths())
                .containsExactlyInAnyOrder("query.type", "query.severity", "query.after", "query.limit");
        assertThat(answered.text()).contains("yesterday (expected: the id of an event)");
    }

    @Test
    void knowsEachTypeThatIsKept() {
        JsonNode types = AdminJson.MAPPER
                .valueToTree(Contract.load().json().toJsonObject().getMap())
                .at("/paths/~1events/get/parameters/2/schema/enum");
        List<String> names = new ArrayList<>();
        types.forEach(type -> names.add(type.asText()));

        assertThat(names)
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .filter(EventType::isKept)
                        .map(EventType::label)
                        .toList());
    }

    @Test
    void streamsWhatHappens() throws Exception {
        try (EventClient client = follow("/events/stream")) {
            EventId id = happens(EventType.NODE_LOST, "streamed");

            Frame frame = client.next();

            assertThat(client.response().statusCode()).isEqualTo(200);
            assertThat(client.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(frame.id()).isEqualTo(id.toString());
            assertThat(frame.event()).isEqualTo("node-lost");
            assertThat(frame.data())
                    .isEqualTo(admin.get("/events?limit=1&node=streamed")
                            .json()
                            .path("items")
                            .get(0));
        }
    }

    @Test
    void goesOnFromTheLastEventThatAClientHas() throws Exception {
        EventId known = happens(EventType.NODE_JOINED, "known");
        EventId missed = happens(EventType.NODE_JOINED, "missed");
        HttpRequest.Builder byHeader = request("/events/stream").header("Last-Event-ID", known.toString());

        try (EventClient client = new EventClient(byHeader);
                EventClient byQuery = follow("/events/stream?after=" + known)) {
            assertThat(client.next().id()).isEqualTo(missed.toString());
            assertThat(byQuery.next().id()).isEqualTo(missed.toString());
            EventId news = happens(EventType.NODE_JOINED, "news");

            assertThat(client.next().id()).isEqualTo(news.toString());
            assertThat(byQuery.next().id()).isEqualTo(news.toString());
        }
    }

    @Test
    void saysThatTooMuchWasMissed() throws Exception {
        for (int i = 0; i < EventFeed.MAX_REPLAY + 5; i++) {
            happens(EventType.NODE_JOINED, "many-" + i);
        }

        try (EventClient client = follow("/events/stream?after=1-0")) {
            Frame first = client.next();
            assertThat(first.event()).isEqualTo("events-missed");
            assertThat(first.id()).isNull();
            assertThat(client.next().data().path("node").asText()).isEqualTo("many-5");
        }
    }

    @Test
    void showsChangesOfTheCatalogueLive() throws Exception {
        try (EventClient client = follow("/events/stream")) {
            admin.put("/plans/live", "{\"name\":\"Live\"}");

            Frame frame = next(client, "catalog-changed");

            assertThat(frame.id()).isNull();
            JsonNode details = frame.data().path("details");
            assertThat(details.path("kind").asText()).isEqualTo("plan");
            assertThat(details.path("ids").asText()).isEqualTo("live");
            assertThat(details.path("revision").asLong())
                    .isEqualTo(admin.catalog().revision());
        }
    }

    @Test
    void showsNobodyWhatTheyMayNotRead() throws Exception {
        String publisher = admin.tokenOf(Role.PUBLISHER);
        String viewer = admin.tokenOf(Role.VIEWER);
        try (EventClient publishing = follow("/events/stream", publisher);
                EventClient viewing = follow("/events/stream", viewer);
                EventClient administering = follow("/events/stream")) {
            admin.tokenOf(Role.SUBSCRIBER);
            admin.put("/plans/visible", "{\"name\":\"Visible\"}");

            assertThat(kinds(publishing, 1)).containsExactly("plan");
            assertThat(kinds(viewing, 2)).containsExactly("user", "plan");
            assertThat(kinds(administering, 3)).containsExactly("user", "token", "plan");
        }
    }

    @Test
    void namesWhatChangedToAdminsAlone() throws Exception {
        try (EventClient publishing = follow("/events/stream", admin.tokenOf(Role.PUBLISHER))) {
            admin.put("/plans/unnamed", "{\"name\":\"Unnamed\"}");

            JsonNode details = next(publishing, "catalog-changed").data().path("details");

            assertThat(details.path("kind").asText()).isEqualTo("plan");
            assertThat(details.has("ids")).isFalse();
        }
    }

    @Test
    void endsWithTheLoginAndStaysOpenOtherwise() throws Exception {
        String password =
                Files.readString(admin.data().resolve("initial-admin-password")).strip();
        Answered session = admin.send(
                json(
                        admin.request("/sessions"),
                        "POST",
                        "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password)),
                null);
        String secret = session.json().path("token").asText();
        String expiring = admin.post(
                        "/tokens",
                        "{\"name\":\"short\",\"expires\":\"%s\"}"
                                .formatted(Instant.now().plusSeconds(3)))
                .json()
                .path("token")
                .asText();
        try (EventClient byCookie = new EventClient(
                        admin.request("/events/stream").header("Cookie", Entrance.ADMIN.cookie() + "=" + secret));
                EventClient byToken = follow("/events/stream", expiring);
                EventClient lasting = follow("/events/stream")) {
            assertThat(byCookie.response().statusCode()).isEqualTo(200);
            admin.send(admin.request("/sessions").DELETE(), secret);

            assertThat(byCookie.awaitEnd()).isTrue();
            assertThat(byToken.awaitEnd()).isTrue();
            assertThat(lasting.awaitComment()).isTrue();
            assertThat(lasting.isOpen()).isTrue();
        }
    }

    @Test
    void refusesMoreThanItsBoundAndTakesAnotherWhenOneLeaves() throws Exception {
        awaitFollowers(0);
        List<EventClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.MAX_STREAMS; i++) {
                clients.add(follow("/events/stream"));
            }
            awaitFollowers(EventStreams.MAX_STREAMS);

            Answered refused = admin.get("/events/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("busy");

            clients.get(0).close();
            awaitFollowers(EventStreams.MAX_STREAMS - 1);
            clients.add(follow("/events/stream"));
            happens(EventType.NODE_JOINED, "crowd");
            for (EventClient client : clients.subList(1, clients.size())) {
                assertThat(next(client, "node-joined").data().path("node").asText())
                        .isEqualTo("crowd");
            }
        } finally {
            for (EventClient client : clients) {
                client.close();
            }
        }
        awaitFollowers(0);
    }

    @Test
    void cutsOffWhoReadsTooSlowlyAndNobodyElse() throws Exception {
        double before = admin.metric("weir.events.followers.ended", "reason", "slow");
        try (Socket slow = openAndNeverRead();
                EventClient quick = follow("/events/stream")) {
            String text = "x".repeat(1000);
            int[] told = new int[1];
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        Occurrence large = Occurrence.of(EventType.NODE_JOINED, "large-" + told[0]++, text);
                        for (int i = 0; i < 9; i++) {
                            large = large.with("d" + i, text);
                        }
                        admin.events().publish(large, "key-" + KEYS.incrementAndGet(), Duration.ZERO);
                        return admin.metric("weir.events.followers.ended", "reason", "slow") > before;
                    });

            assertThat(admin.metric("weir.events.followers.ended", "reason", "slow"))
                    .isEqualTo(before + 1);
            for (int i = 0; i < told[0]; i++) {
                assertThat(next(quick, "node-joined").data().path("node").asText())
                        .isEqualTo("large-" + i);
            }
            assertThat(slow.isClosed()).isFalse();
        }
    }

    @Test
    void endsStreamsInOrderWhenTheNodeStops() throws Exception {
        AdminExtension other = new AdminExtension();
        other.start();
        EventClient client = new EventClient(
                other.request("/events/stream").header("Authorization", "Bearer " + other.localToken()));

        other.stop();

        assertThat(client.awaitEnd()).isTrue();
        assertThat(client.failure()).isNull();
        assertThat(other.metric("weir.events.followers.ended", "reason", "stopped"))
                .isEqualTo(1);
    }

    /** Anything that the log keeps. */
    private static EventId happens(EventType type, String node) {
        Occurrence occurrence = Occurrence.of(type, node, node + " did").with("cause", "test");
        return admin.events()
                .publish(occurrence, "key-" + KEYS.incrementAndGet(), Duration.ZERO)
                .orElseThrow();
    }

    private static Frame next(EventClient client, String type) throws InterruptedException {
        Frame frame = client.next();
        while (!frame.event().equals(type)) {
            frame = client.next();
        }
        return frame;
    }

    private static List<String> kinds(EventClient client, int number) throws InterruptedException {
        List<String> kinds = new ArrayList<>();
        while (kinds.size() < number) {
            kinds.add(next(client, "catalog-changed")
                    .data()
                    .path("details")
                    .path("kind")
                    .asText());
        }
        return kinds;
    }

    private static void awaitFollowers(int number) {
        await().atMost(PATIENCE).until(() -> admin.metric("weir.events.followers") == number);
    }

    private static Socket openAndNeverRead() throws IOException {
        URI uri = URI.create(admin.url("/api/v1/events/stream"));
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.getOutputStream()
                .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                                + "\r\nAuthorization: Bearer " + admin.localToken() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static HttpRequest.Builder request(String path) {
        return admin.request(path).header("Authorization", "Bearer " + admin.localToken());
    }

    private static EventClient follow(String path) throws Exception {
        return new EventClient(request(path)).awaitFollowing();
    }

    private static EventClient follow(String path, String token) throws Exception {
        return new EventClient(admin.request(path).header("Authorization", "Bearer " + token)).awaitFollowing();
    }

    private static List<String> nodes(Answered answered) {
        return answered.json().path("items").findValuesAsText("node");
    }
}
