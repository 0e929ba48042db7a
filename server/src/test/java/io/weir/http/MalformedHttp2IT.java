package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Headers;
import io.weir.http.RawHttp2.Frame;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What RFC 9113 does not allow: answered or reset, and never seen by the handler; the connection goes on. */
class MalformedHttp2IT {
    private static TestListener listener;

    /** With the status that answers it, or 0 for a reset or a closed connection. */
    record Vector(String name, String rfc, int status, List<String> fields) {
        @Override
        public String toString() {
            return name + " (" + rfc + ")";
        }

        static Vector of(String name, String rfc, int status, String... fields) {
            return new Vector(name, rfc, status, List.of(fields));
        }

        /** A valid request with these fields behind it. */
        static Vector with(String name, String rfc, int status, String... more) {
            return new Vector(
                    name,
                    rfc,
                    status,
                    Stream.concat(
                                    Stream.of(":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/"),
                                    Stream.of(more))
                            .toList());
        }

        static Vector path(String name, String rfc, int status, String path) {
            return of(name, rfc, status, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", path);
        }
    }

    static final List<Vector> VECTORS = List.of(
            Vector.of("no method", "9113 §8.3.1", 400, ":scheme", "http", ":authority", "h", ":path", "/"),
            Vector.of("no scheme", "9113 §8.3.1", 400, ":method", "GET", ":authority", "h", ":path", "/"),
            Vector.of("no path", "9113 §8.3.1", 400, ":method", "GET", ":scheme", "http", ":authority", "h"),
            Vector.of("no authority", "9113 §8.3.1", 400, ":method", "GET", ":scheme", "http", ":path", "/"),
            Vector.of(
                    "unknown scheme",
                    "9113 §8.3.1",
                    400,
                    ":method",
                    "GET",
                    ":scheme",
                    "ftp",
                    ":authority",
                    "h",
                    ":path",
                    "/"),
            Vector.of(
                    "method with a space",
                    "9110 §9.1",
                    400,
                    ":method",
                    "GE T",
                    ":scheme",
                    "http",
                    ":authority",
                    "h",
                    ":path",
                    "/"),
            Vector.of(
                    "malformed authority",
                    "9113 §8.3.1",
                    400,
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":authority",
                    "a b",
                    ":path",
                    "/"),
            Vector.of(
                    "user in the authority",
                    "9113 §8.3.1",
                    400,
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":authority",
                    "u@h",
                    ":path",
                    "/"),
            Vector.of("CONNECT", "9113 §8.5", 501, ":method", "CONNECT", ":authority", "h:80"),
            Vector.path("empty path", "9113 §8.3.1", 0, ""),
            Vector.path("asterisk", "9113 §8.3.1", 400, "*"),
            Vector.path("absolute path form", "9113 §8.3.1", 400, "http://h/"),
            Vector.path("no slash", "9113 §8.3.1", 400, "admin"),
            Vector.path("space in the path", "9113 §8.3.1", 400, "/a b"),
            Vector.path("fragment", "9113 §8.3.1", 400, "/a#b"),
            Vector.path("bad percent", "3986 §2.1", 400, "/foo%"),
            Vector.path("hidden dot segment", "contract §4", 400, "/a/..%2Fb"),
            Vector.path("long path", "9110 §15.5.15", 414, "/" + "a".repeat(1100)),
            Vector.with("Host that differs", "9113 §8.3.1", 400, "host", "other"),
            Vector.with("two Hosts", "9112 §3.2", 400, "host", "h", "host", "h"),
            Vector.with("upper-case name", "9113 §8.2.1", 0, "X-Up", "1"),
            Vector.with("connection field", "9113 §8.2.2", 0, "connection", "close"),
            Vector.with("transfer coding", "9113 §8.2.2", 0, "transfer-encoding", "chunked"),
            Vector.with("pseudo-field behind a field", "9113 §8.3", 0, "x", "y", ":path", "/b"),
            Vector.with("unknown pseudo-field", "9113 §8.3", 0, ":unknown", "1"),
            Vector.with("space in a name", "9113 §8.2.1", 0, "x y", "1"),
            Vector.with("line feed in a value", "9113 §8.2.1", 0, "x", "a\nb: c"),
            Vector.with("NUL in a value", "9113 §8.2.1", 0, "x", "a\0b"),
            Vector.with("bell in a value", "9110 §5.5", 0, "x", "a\u0007b"),
            Vector.with("space ahead of a value", "9113 §8.2.1", 0, "x", " a"),
            Vector.with("two lengths", "9110 §8.6", 0, "content-length", "0", "content-length", "1"),
            Vector.with("length that is no number", "9110 §8.6", 0, "content-length", "x"),
            Vector.with("length without a body", "9113 §8.1.1", 0, "content-length", "5"),
            Vector.with("unknown expectation", "9110 §10.1.1", 417, "expect", "x"),
            Vector.with("large field", "6585 §5", 431, "x", "y".repeat(2100)));

    @BeforeAll
    static void listen() {
        listener = TestListener.start(
                TestListener.traffic(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000L),
                (request, response) -> request.endHandler(end -> TestListener.answer(request, response, "served"))
                        .resume());
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    @BeforeEach
    void forget() {
        listener.handled().clear();
    }

    @ParameterizedTest
    @FieldSource("VECTORS")
    void refusesAMalformedRequestBeforeAnybodySeesIt(Vector vector) throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, vector.fields().toArray(String[]::new));

            Frame frame = client.next(RawHttp2.HEADERS, RawHttp2.RST_STREAM, RawHttp2.GOAWAY);

            assertThat(frame.type() == RawHttp2.HEADERS).isEqualTo(vector.status() != 0);
            if (vector.status() != 0) {
                Http2Headers head = client.decode(frame);
                assertThat(head.status()).hasToString(Integer.toString(vector.status()));
                assertThat(head.get("content-type")).hasToString("application/problem+json");
            }
            if (frame.type() != RawHttp2.GOAWAY) {
                client.headers(3, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/next");
                assertThat(client.decode(client.next(RawHttp2.HEADERS)).status())
                        .hasToString("200");
            }
        }
        assertThat(listener.handled()).doesNotContain("GET /");
    }

    @Test
    void refusesManyFields() throws Exception {
        String[] fields = new String[8 + 42];
        System.arraycopy(
                new String[] {":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/"}, 0, fields, 0, 8);
        for (int i = 8; i < fields.length; i += 2) {
            fields[i] = "x" + i;
            fields[i + 1] = "y";
        }
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, fields);

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("431");
        }
        assertThat(listener.handled()).isEmpty();
    }

    @Test
    void refusesABodyThatPassesTheLimit() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open()
                    .headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/")
                    .data(1, false, "a".repeat(600))
                    .data(1, true, "a".repeat(600));

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("413");
        }
    }

    @Test
    void resetsABodyThatIsLongerThanItsLength() throws Exception {
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
                            "/",
                            "content-length",
                            "3")
                    .data(1, true, "abcd");

            assertThat(client.next(RawHttp2.HEADERS, RawHttp2.RST_STREAM).type())
                    .isEqualTo(RawHttp2.RST_STREAM);
        }
    }

    @Test
    void endsAConnectionThatOpensAndResetsStreamsWithoutEnd() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open();
            for (int stream = 1; stream < 1000; stream += 2) {
                client.headers(stream, false, ":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/")
                        .send(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }

            assertThat(client.readUntilClosed()).isTrue();
        }
    }
}
