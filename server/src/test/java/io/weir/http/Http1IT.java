package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.weir.door.CallerGoneException;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import io.weir.http.RawClient.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1IT {
    private static TestListener listener;
    private static volatile CompletableFuture<Exchanged> captured = new CompletableFuture<>();
    private RawClient client;

    record Exchanged(GatewayRequest request, GatewayResponse response) {}

    /** What the handler does is told by the path. */
    private static void handle(GatewayRequest request, GatewayResponse response) {
        switch (request.path()) {
            case "/echo" -> request.pipeTo(response);
            case "/ignore" -> TestListener.answer(request, response, "ignored");
            case "/capture" -> captured.complete(new Exchanged(request, response));
            case "/head" -> response.end(Buffer.buffer("0123456789"));
            case "/told" -> {
                response.headers().set("content-length", "10");
                response.end(Buffer.buffer("0123456789"));
            }
            case "/none" -> response.status(204).end();
            case "/unchanged" -> {
                response.headers().set("Content-Length", "7");
                response.status(304).end();
            }
            case "/stream" -> {
                response.write(Buffer.buffer("ab"));
                response.end(Buffer.buffer("cd"));
            }
            case "/short" -> {
                response.headers().set("Content-Length", "10");
                response.write(Buffer.buffer("abc"));
                response.end();
            }
            case "/abort" -> {
                response.write(Buffer.buffer("abc"));
                response.abort();
            }
            case "/close" -> {
                response.headers().set("Connection", "close");
                response.end(Buffer.buffer("bye"));
            }
            case "/throw" -> throw new IllegalStateException("as asked");
            case "/slow" ->
                io.vertx.core.Vertx.currentContext()
                        .owner()
                        .setTimer(100, id -> TestListener.answer(request, response, "slow"));
            default ->
                TestListener.answer(
                        request,
                        response,
                        request.method() + " " + request.path() + " " + request.query() + " " + request.authority());
        }
    }

    @BeforeAll
    static void listen() {
        listener = TestListener.start(Http1IT::handle);
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    @BeforeEach
    void connect() {
        captured = new CompletableFuture<>();
        listener.handled().clear();
        client = listener.connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private static String request(String methodAndTarget) {
        return methodAndTarget + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    private Answer get(String path) {
        return client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").read();
    }

    private static Exchanged captured() throws Exception {
        return captured.get(5, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheLengthOnceWhereTheHandlerToldItToo() {
        Answer answer = get("/told");

        assertThat(answer.head().lines().filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15)))
                .containsExactly("Content-Length: 10");
        assertThat(answer.body()).isEqualTo("0123456789");
    }

    @Test
    void answersOneRequestAfterTheOtherOnOneConnection() {
        for (int i = 0; i < 3; i++) {
            Answer answer = get("/a" + i + "?q=" + i);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).contains("\r\nDate: ").doesNotContain("Connection:");
            assertThat(answer.body()).isEqualTo("GET /a" + i + " q=" + i + " h");
        }
    }

    @Test
    void keepsTheOrderOfPipelinedRequests() {
        client.send(request("GET /slow") + request("GET /b") + request("GET /c"));

        assertThat(client.read().body()).isEqualTo("slow");
        assertThat(client.read().body()).startsWith("GET /b");
        assertThat(client.read().body()).startsWith("GET /c");
    }

    @Test
    void looksAtNoRequestAheadOfTheAnswerBefore() throws Exception {
        try (TestListener other = TestListener.start(Http1IT::handle);
                RawClient eager = other.connect()) {
            eager.send("GET /capture HTTP/1.1\r\nHost: h\r\n\r\n".repeat(1000));

            captured();

            assertThat(other.handled()).hasSize(1);
        }
    }

    @Test
    void servesNothingBehindAMalformedRequest() {
        client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.isClosedByPeer()).isTrue();
        assertThat(listener.handled()).containsExactly("GET /a");
    }

    @Test
    void echoesABodyInChunks() {
        String body = "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-Checksum: 1\r\n\r\n";
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);

        Answer answer = client.read();

        assertThat(answer.has("Transfer-Encoding: chunked")).isTrue();
        assertThat(answer.body()).isEqualTo("hello world");
        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void echoesABodyThatComesOctetByOctet() {
        for (char c : "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".toCharArray()) {
            client.send(String.valueOf(c));
        }

        assertThat(client.read().body()).isEqualTo("abc");
    }

    @Test
    void skipsEmptyLinesAheadOfARequest() {
        client.send("\r\n\r\n");

        assertThat(get("/x").status()).isEqualTo(200);
    }

    @Test
    void closesAfterTheAnswerWhenTheCallerAsksForIt() {
        Answer answer = client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, Close\r\n\r\n")
                .read();

        assertThat(answer.has("Connection: close")).isTrue();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void closesAfterTheAnswerWhenTheHandlerAsksForIt() {
        Answer answer = get("/close");

        assertThat(answer.has("Connection: close")).isTrue();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void keepsAnOldConnectionOpenOnlyWhenAsked() {
        Answer kept =
                client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").read();
        Answer closed = client.send("GET /b HTTP/1.0\r\n\r\n").read();

        assertThat(kept.has("Connection: keep-alive")).isTrue();
        assertThat(kept.body()).contains("127.0.0.1:" + listener.port());
        assertThat(closed.status()).isEqualTo(200);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void endsAnUnframedAnswerToAnOldCallerWithTheConnection() throws Exception {
        client.send("GET /stream HTTP/1.0\r\n\r\n");

        assertThat(new String(client.readAll(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Transfer-Encoding")
                .endsWith("\r\n\r\nabcd");
    }

    @Test
    void overrulesHostByAnAbsoluteTarget() {
        client.send("GET http://Example.com:81/p?q HTTP/1.1\r\nHost: other\r\n\r\n");

        assertThat(client.read().body()).isEqualTo("GET /p q Example.com:81");
    }

    @Test
    void sendsHeadWithoutABody() {
        client.send("HEAD /head HTTP/1.1\r\nHost: h\r\n\r\n");

        Answer answer = client.read(true);

        assertThat(answer.has("Content-Length: 10")).isTrue();
        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void sendsNoBodyAndNoLengthWith204() {
        Answer answer = get("/none");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head()).doesNotContain("Content-Length").doesNotContain("Transfer-Encoding");
        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void keepsTheLengthOf304WithoutABody() {
        client.send("GET /unchanged HTTP/1.1\r\nHost: h\r\n\r\n");

        Answer answer = client.read(true);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.has("Content-Length: 7")).isTrue();
        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void framesABodyOfUnknownLengthInChunks() {
        Answer answer = get("/stream");

        assertThat(answer.has("Transfer-Encoding: chunked")).isTrue();
        assertThat(answer.body()).isEqualTo("abcd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/abort", "/short"})
    void letsTheCallerSeeThatAnAnswerIsIncomplete(String path) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");

        Awaitility.await().until(client::isClosedByPeer);
    }

    @Test
    void answers500WhenTheHandlerThrows() {
        Answer answer = get("/throw");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("internal-error").doesNotContain("as asked");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void asksForTheBodyOnceItIsWanted() {
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");

        assertThat(client.read().status()).isEqualTo(100);
        assertThat(client.send("abc").read().body()).isEqualTo("abc");
    }

    @Test
    void answersWithoutAskingForABodyThatNobodyWants() {
        client.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");

        Answer answer = client.read();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.has("Connection: close")).isTrue();
    }

    @Test
    void asksNobodyToContinueWhoseBodyIsThere() {
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");

        assertThat(client.read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"})
    void keepsTheConnectionWhenAnUnwantedBodyIsThere(String rest) {
        client.send("POST /ignore HTTP/1.1\r\nHost: h\r\n" + rest);

        assertThat(client.read().body()).isEqualTo("ignored");
        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void keepsTheConnectionWhenASmallUnwantedBodyComesLater() {
        client.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
        assertThat(client.read().body()).isEqualTo("ignored");

        client.send("hello");

        assertThat(get("/after").status()).isEqualTo(200);
    }

    @Test
    void closesRatherThanReadALargeUnwantedBody() {
        client.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc");

        Answer answer = client.read();

        assertThat(answer.has("Connection: close")).isTrue();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void deliversTheAnswerToACallerWhoIsStillSending() {
        client.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + "a".repeat(100_000));
        client.send("a".repeat(200_000));

        assertThat(client.read().body()).isEqualTo("ignored");
    }

    @Test
    void tellsTheHandlerThatTheCallerIsGone() throws Exception {
        client.send("GET /capture HTTP/1.1\r\nHost: h\r\n\r\n");
        Exchanged exchanged = captured();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        exchanged.response().onCallerGone(gone::complete);

        client.close();

        gone.get(5, TimeUnit.SECONDS);
        assertThat(exchanged.response().isClosed()).isTrue();
        assertThat(exchanged.response().end(Buffer.buffer("late")).failed()).isTrue();
        Awaitility.await().until(() -> listener.listener.requestsInFlight() == 0);
    }

    @Test
    void tellsTheReaderOfABodyThatTheRestWillNotCome() throws Exception {
        client.send("POST /capture HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
        Exchanged exchanged = captured();
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        exchanged.request().exceptionHandler(failed::complete);

        client.close();

        assertThat(failed.get(5, TimeUnit.SECONDS)).isInstanceOf(CallerGoneException.class);
    }

    @Test
    void showsTheRequestAsItCame() throws Exception {
        client.send(
                "PUT /capture?a=1&a=%20 HTTP/1.1\r\nhOST: h:80\r\nX-One: a, b\r\nX-ONE:\tc \r\nX-Latin: \u00E9\r\n\r\n");

        GatewayRequest request = captured().request();

        assertThat(request.method().name()).isEqualTo("PUT");
        assertThat(request.query()).isEqualTo("a=1&a=%20");
        assertThat(request.authority()).isEqualTo("h:80");
        assertThat(request.scheme()).isEqualTo("http");
        assertThat(request.protocolVersion()).isEqualTo("1.1");
        assertThat(request.hasBody()).isFalse();
        assertThat(request.peerAddress()).isEqualTo("127.0.0.1");
        assertThat(request.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(request.headers().getAll("x-one")).containsExactly("a, b", "c");
        assertThat(request.headers().get("x-latin")).isEqualTo("\u00E9");
        assertThat(request.headers().entries().stream().map(Map.Entry::getKey))
                .containsExactly("hOST", "X-One", "X-ONE", "X-Latin");
    }

    @Test
    void countsConnectionsAndRequests() throws Exception {
        client.send("GET /capture HTTP/1.1\r\nHost: h\r\n\r\n");
        captured();

        assertThat(listener.meters.get("weir.http.connections").gauge().value()).isGreaterThanOrEqualTo(1);
        assertThat(listener.meters.get("weir.http.requests.active").gauge().value())
                .isEqualTo(1);
    }
}
