package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import io.weir.http.RawHttp2.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2IT {
    private static final String[] GET = {":method", "GET", ":scheme", "http", ":authority", "h:80", ":path", "/who?q"};

    private static TestListener listener;
    private static Vertx vertx;
    private static volatile CompletableFuture<Exchanged> captured = new CompletableFuture<>();

    record Exchanged(GatewayRequest request, GatewayResponse response) {}

    private static void handle(GatewayRequest request, GatewayResponse response) {
        switch (request.path()) {
            case "/echo" -> request.pipeTo(response);
            case "/ignore" -> TestListener.answer(request, response, "ignored");
            case "/capture" -> captured.complete(new Exchanged(request, response));
            case "/none" -> response.status(204).end();
            case "/abort" -> {
                response.write(Buffer.buffer("abc"));
                response.abort();
            }
            default -> {
                response.headers().set("Connection", "x").set("X-Version", request.protocolVersion());
                TestListener.answer(
                        request, response, request.path() + " " + request.query() + " " + request.authority());
            }
        }
    }

    @BeforeAll
    static void listen() {
        vertx = Vertx.vertx();
        listener = TestListener.start(Http2IT::handle);
    }

    @AfterAll
    static void stop() {
        listener.close();
        TestListener.await(vertx.close());
    }

    @BeforeEach
    void forget() {
        captured = new CompletableFuture<>();
    }

    private static HttpClient client(boolean upgrade) {
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(upgrade));
    }

    private static String call(HttpClient client, HttpMethod method, String path, Buffer body) {
        return TestListener.await(client.request(method, listener.port(), "127.0.0.1", path)
                .compose(request -> request.send(body))
                .compose(answer -> {
                    assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
                    return answer.body();
                })
                .map(Buffer::toString));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesPriorKnowledgeAndUpgrade(boolean upgrade) {
        HttpClient client = client(upgrade);

        assertThat(call(client, HttpMethod.GET, "/a?b", Buffer.buffer()))
                .isEqualTo("/a b 127.0.0.1:" + listener.port());
        assertThat(call(client, HttpMethod.POST, "/echo", Buffer.buffer("x".repeat(500_000))))
                .hasSize(500_000);
    }

    @Test
    void servesAnUpgradingRequestOverHttp11WhenItHasABody() {
        try (RawClient client = listener.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\nContent-Length: 2\r\n\r\nab");

            assertThat(client.read().body()).isEqualTo("ab");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "h2c", "TLS/1.0"})
    void ignoresAnUpgradeThatItCannotTake(String protocol) {
        try (RawClient client = listener.connect()) {
            client.send("GET /x HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: " + protocol + "\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void keepsTheFieldsOfAConnectionOutOfAnswers() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, GET);

            Http2Headers head = client.decode(client.next(RawHttp2.HEADERS));

            assertThat(head.status()).hasToString("200");
            assertThat(head.get("x-version")).hasToString("2.0");
            assertThat(head.get("date")).isNotNull();
            assertThat(head.contains("connection")).isFalse();
        }
    }

    @Test
    void sends204WithoutABody() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/none");

            Frame head = client.next(RawHttp2.HEADERS);

            assertThat(head.ends()).isTrue();
            assertThat(client.decode(head).contains("content-length")).isFalse();
        }
    }

    @Test
    void joinsCookiesAndAddsHost() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open()
                    .headers(
                            1,
                            true,
                            ":method",
                            "GET",
                            ":scheme",
                            "http",
                            ":authority",
                            "h",
                            ":path",
                            "/capture",
                            "cookie",
                            "a=1",
                            "cookie",
                            "b=2");

            GatewayRequest request = captured.get(5, TimeUnit.SECONDS).request();

            assertThat(request.headers().getAll("cookie")).containsExactly("a=1; b=2");
            assertThat(request.headers().get("host")).isEqualTo("h");
        }
    }

    @Test
    void callsOffABodyThatNobodyWants() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open()
                    .headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/ignore");

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
            assertThat(client.next(RawHttp2.RST_STREAM).code()).isEqualTo((int) Http2Error.NO_ERROR.code());
        }
    }

    @Test
    void asksForTheBodyOnceItIsWanted() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open()
                    .headers(
                            1,
                            false,
                            ":method",
                            "POST",
                            ":scheme",
                            "http",
                            ":authority",
                            "h",
                            ":path",
                            "/echo",
                            "expect",
                            "100-continue");
            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("100");

            client.data(1, true, "abc");

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
            assertThat(client.next(RawHttp2.DATA).text()).isEqualTo("abc");
        }
    }

    @Test
    void resetsTheStreamOfAnAbortedAnswer() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/abort");

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
            assertThat(client.next(RawHttp2.RST_STREAM).code()).isEqualTo((int) Http2Error.INTERNAL_ERROR.code());
            client.headers(3, true, GET);
            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
        }
    }

    @Test
    void tellsTheHandlerThatTheCallerResetTheStream() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open()
                    .headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/capture");
            Exchanged exchanged = captured.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> gone = new CompletableFuture<>();
            exchanged.response().onCallerGone(gone::complete);

            client.send(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});

            gone.get(5, TimeUnit.SECONDS);
            Awaitility.await().until(() -> listener.listener.requestsInFlight() == 0);
        }
    }

    @Test
    void tellsTheHandlerThatTheConnectionIsGone() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/capture");
            captured.get(5, TimeUnit.SECONDS).response().onCallerGone(gone::complete);
        }

        gone.get(5, TimeUnit.SECONDS);
    }

    /** The window is 65,535 bytes and opens only as the handler takes what came. */
    @Test
    void opensTheWindowOnlyAsTheBodyIsTaken() throws Exception {
        HttpClient client = client(false);
        var answer = client.request(HttpMethod.POST, listener.port(), "127.0.0.1", "/capture")
                .compose(request -> {
                    request.setChunked(true);
                    for (int i = 0; i < 64; i++) {
                        request.write(Buffer.buffer(new byte[16 << 10]));
                    }
                    request.end();
                    return request.response();
                })
                .compose(HttpClientResponse::body);
        Exchanged exchanged = captured.get(5, TimeUnit.SECONDS);
        int[] taken = {0};
        exchanged.request().handler(piece -> taken[0] += piece.length());
        exchanged
                .request()
                .endHandler(end -> TestListener.answer(exchanged.request(), exchanged.response(), "" + taken[0]));

        exchanged.request().resume();

        assertThat(TestListener.await(answer)).hasToString(Integer.toString(64 * (16 << 10)));
    }
}
