package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.weir.ajp.AjpClient.Answer;
import io.weir.door.CallerGoneException;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AjpListenerIT {
    private static TestAjp listener;
    private static volatile CompletableFuture<Exchanged> captured = new CompletableFuture<>();
    private AjpClient client;

    record Exchanged(GatewayRequest request, GatewayResponse response, Context loop) {
        static Exchanged of(GatewayRequest request, GatewayResponse response) {
            return new Exchanged(request, response, Vertx.currentContext());
        }
    }

    /** What the handler does is told by the path. */
    private static void handle(GatewayRequest request, GatewayResponse response) {
        switch (request.path()) {
            case "/echo" -> {
                response.headers()
                        .set("Content-Length", String.valueOf(request.headers().get("content-length")));
                request.pipeTo(response);
            }
            case "/echo-stream" -> request.pipeTo(response);
            case "/ignore" -> response.end(Buffer.buffer("ignored"));
            case "/capture" -> captured.complete(Exchanged.of(request, response));
            case "/who" ->
                response.end(Buffer.buffer(request.clientAddress() + " " + request.peerAddress() + " "
                        + request.scheme() + " " + request.authority() + " " + request.protocolVersion()));
            case "/none" -> response.status(204).end();
            case "/unchanged" -> response.status(304).end();
            case "/told" -> {
                response.headers().set("content-length", "10");
                response.end(Buffer.buffer("0123456789"));
            }
            case "/close" -> {
                response.headers().set("Connection", "close");
                response.end(Buffer.buffer("bye"));
            }
            case "/fat-head" -> {
                response.headers().set("X-Fat", "f".repeat(9000));
                response.end(Buffer.buffer("never seen"));
            }
            case "/fat-stream" -> {
                response.headers().set("X-Fat", "f".repeat(9000));
                response.onCallerGone(gone -> captured.complete(Exchanged.of(request, response)));
                response.write(Buffer.buffer("never seen"));
            }
            case "/broken" -> throw new IllegalStateException("handler failed");
            case "/events" -> {
                response.headers().set("Content-Type", "text/event-stream");
                response.write(Buffer.buffer("data: 1\n\n"));
                captured.complete(Exchanged.of(request, response));
            }
            default -> response.end(Buffer.buffer("ok"));
        }
    }

    @BeforeAll
    static void listen() {
        listener = TestAjp.start(AjpListenerIT::handle);
    }

    @AfterAll
    static void closeListener() {
        listener.close();
    }

    @BeforeEach
    void connect() {
        captured = new CompletableFuture<>();
        listener.wiring.handled.clear();
        client = listener.connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private static Exchanged exchanged() throws Exception {
        return captured.get(20, TimeUnit.SECONDS);
    }

    private static void onLoop(Exchanged exchanged, Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        exchanged.loop().runOnContext(nothing -> {
            action.run();
            done.complete(null);
        });
        done.join();
    }

    @Test
    void servesOneRequestAfterTheOtherOnAConnection() {
        for (int i = 0; i < 3; i++) {
            Answer answer = client.send(Forward.get("/x")).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.headers().get("Content-Length")).isEqualTo("2");
            assertThat(answer.reuse()).isTrue();
        }
        assertThat(listener.wiring.handled).containsExactly("GET /x", "GET /x", "GET /x");
    }

    @Test
    void tellsWhoCallsTheWebServer() {
        Forward forward = Forward.get("/who");
        forward.tls = true;

        assertThat(client.send(forward).answer().body())
                .isEqualTo("203.0.113.9 203.0.113.9 https api.example:8080 1.1");
    }

    @Test
    void answersPings() {
        assertThat(client.send(Forward.ping()).packet().code()).isEqualTo(Packets.CPONG);
        assertThat(client.send(Forward.get("/x")).answer().status()).isEqualTo(200);
        assertThat(client.send(Forward.ping()).packet().code()).isEqualTo(Packets.CPONG);
    }

    @Test
    void readsABodyOfKnownLengthPacketByPacket() {
        Answer answer = client.send(Forward.post("/echo", 9))
                .sendBody("abc")
                .whenAsked("def", "ghi")
                .answer();

        assertThat(answer.body()).isEqualTo("abcdefghi");
        assertThat(answer.headers().get("Content-Length")).isEqualTo("9");
        assertThat(answer.asked()).isEqualTo(2);
        assertThat(client.send(Forward.get("/x")).answer().body()).isEqualTo("ok");
    }

    @Test
    void asksForABodyOfUnknownLengthFromTheStart() {
        Answer answer = client.send(Forward.postChunked("/echo-stream"))
                .whenAsked("abc", "def")
                .answer();

        assertThat(answer.body()).isEqualTo("abcdef");
        assertThat(answer.asked()).isEqualTo(3);
        assertThat(answer.headers().contains("Content-Length")).isFalse();
        assertThat(answer.reuse()).isTrue();
    }

    @Test
    void readsAPacketThatComesOctetByOctet() {
        byte[] packet = Forward.post("/echo", 3).packet();
        for (byte octet : packet) {
            client.send(new byte[] {octet});
        }
        for (byte octet : Forward.body("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            client.send(new byte[] {octet});
        }

        assertThat(client.answer().body()).isEqualTo("abc");
    }

    @Test
    void throwsAwayTheBodyThatNobodyReadAndGoesOn() {
        Answer answer =
                client.send(Forward.post("/ignore", 1_000_000)).sendBody("abc").answer();

        assertThat(answer.body()).isEqualTo("ignored");
        assertThat(answer.reuse()).isTrue();
        assertThat(answer.asked()).isZero();
        assertThat(client.send(Forward.get("/x")).answer().body()).isEqualTo("ok");
    }

    @Test
    void throwsAwayTheBodyThatComesAfterTheAnswer() {
        Answer answer = client.send(Forward.post("/ignore", 1_000_000)).answer();
        assertThat(answer.reuse()).isTrue();

        assertThat(client.sendBody("late").send(Forward.get("/x")).answer().body())
                .isEqualTo("ok");
        assertThat(listener.wiring.handled).containsExactly("POST /ignore", "GET /x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/told"})
    void sendsNoBodyToHead(String path) {
        Answer answer = client.send(Forward.get(path).method(3)).answer();

        assertThat(answer.octets().length()).isZero();
        assertThat(answer.headers().get("Content-Length")).isEqualTo(path.equals("/x") ? "2" : "10");
        assertThat(client.send(Forward.get("/x")).answer().body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/unchanged"})
    void sendsNoBodyWhereTheStatusAllowsNone(String path) {
        Answer answer = client.send(Forward.get(path)).answer();

        assertThat(answer.status()).isEqualTo(path.equals("/none") ? 204 : 304);
        assertThat(answer.octets().length()).isZero();
        assertThat(answer.headers().contains("Content-Length")).isFalse();
    }

    @Test
    void closesWhereTheHandlerAsksForIt() {
        Answer answer = client.send(Forward.get("/close")).answer();

        assertThat(answer.body()).isEqualTo("bye");
        assertThat(answer.reuse()).isFalse();
        assertThat(answer.headers().contains("Connection")).isFalse();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void hasTheWebServerPassOnWhatHasCome() throws Exception {
        client.send(Forward.get("/events"));
        assertThat(client.packet().code()).isEqualTo(Packets.SEND_HEADERS);
        assertThat(client.packet().payload().readUnsignedShort()).isEqualTo(9);
        assertThat(client.packet().payload().readUnsignedShort()).as("flush").isZero();

        Exchanged exchanged = exchanged();
        onLoop(exchanged, () -> {
            exchanged.response().write(Buffer.buffer("data: 2\n\n"));
            exchanged.response().write(Buffer.buffer("data: 3\n\n"));
        });

        assertThat(client.packet().payload().readUnsignedShort()).isEqualTo(9);
        assertThat(client.packet().payload().readUnsignedShort()).isEqualTo(9);
        assertThat(client.packet().payload().readUnsignedShort()).as("flush").isZero();
        onLoop(exchanged, () -> exchanged.response().end());
        assertThat(client.packet().code()).isEqualTo(Packets.END_RESPONSE);
    }

    @Test
    void makesAnAnswerThatBreaksOffVisible() throws Exception {
        client.send(Forward.get("/events"));
        Exchanged exchanged = exchanged();

        onLoop(exchanged, () -> exchanged.response().abort());

        assertThat(client.packet().code()).isEqualTo(Packets.SEND_HEADERS);
        client.readToTheEnd();
        assertThat(listener.listener.requestsInFlight()).isZero();
    }

    @Test
    void tellsTheHandlerThatTheCallerIsGone() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        client.send(Forward.post("/capture", 10));
        Exchanged exchanged = exchanged();
        onLoop(exchanged, () -> {
            exchanged.request().exceptionHandler(failure::complete);
            exchanged.response().onCallerGone(gone::complete);
        });

        client.close();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(CallerGoneException.class);
        gone.get(20, TimeUnit.SECONDS);
        assertThat(exchanged.response().isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fat-head", "/fat-stream"})
    void answersInThePlaceOfAnAnswerWhoseHeadFitsIntoNoPacket(String path) throws Exception {
        Answer answer = client.send(Forward.get(path)).answer();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("answer-head-too-large");
        assertThat(answer.body()).contains("8192").doesNotContain("never seen");
        if (path.equals("/fat-stream")) {
            assertThat(exchanged().response().status()).isEqualTo(502);
        }
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void answersForAHandlerThatFails() {
        Answer answer = client.send(Forward.get("/broken")).answer();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.reuse()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void refusesWhoDoesNotSendTheSecretAndCloses(String secret) {
        Answer answer = client.send(Forward.get("/x").secret(secret.isEmpty() ? null : secret))
                .answer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("wrong-secret");
        assertThat(answer.reuse()).isFalse();
        assertThat(client.send(Forward.get("/x")).isClosedByPeer()).isTrue();
        assertThat(listener.wiring.handled).isEmpty();
        assertThat(listener.wiring.refused("wrong-secret")).isPositive();
    }

    @Test
    void refusesAnAttributeThatNobodyKnows() {
        Answer answer = client.send(Forward.get("/x").requestAttribute("org.example.x", "y"))
                .answer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("unknown-attribute");
        assertThat(answer.body()).contains("org.example.x");
        assertThat(client.isClosedByPeer()).isTrue();
        assertThat(listener.wiring.handled).isEmpty();
    }

    @Test
    void refusesABodyThatIsLongerThanItSays() {
        Answer answer =
                client.send(Forward.post("/echo-stream", 2)).sendBody("abc").answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad-framing");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void countsWhatIsOpen() {
        client.send(Forward.get("/x")).answer();

        assertThat(listener.wiring
                        .meters
                        .get("weir.http.connections")
                        .tag("listener", "ajp")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(listener.wiring
                        .meters
                        .get("weir.http.requests.active")
                        .tag("listener", "ajp")
                        .gauge()
                        .value())
                .isZero();
    }
}
