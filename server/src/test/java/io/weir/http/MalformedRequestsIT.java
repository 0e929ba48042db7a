package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.http.RawClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Requests that RFC 9110, 9112 and 3986 do not allow, byte for byte over a plain socket. Each is answered with its status and code, ends
 * its connection, and is followed by a valid request that must never be served.
 */
class MalformedRequestsIT {
    private static final String FOLLOW_UP = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    /** Head limits: 1024 bytes of request line, 2048 bytes in 20 fields; body 1000 bytes. */
    private static TestListener listener;

    record Vector(String name, String rfc, String bytes, int status, String code) {
        @Override
        public String toString() {
            return name + " (" + rfc + ")";
        }
    }

    static final List<Vector> HEADS = List.of(
            // Request line
            line("no target", "9112 §3", "GET HTTP/1.1", 400),
            line("no version", "9112 §3", "GET /", 400),
            line("method alone", "9112 §3", "GET", 400),
            line("two spaces before the target", "9112 §3", "GET  / HTTP/1.1", 400),
            line("two spaces before the version", "9112 §3", "GET /  HTTP/1.1", 400),
            line("tab for a space", "9112 §3", "GET\t/ HTTP/1.1", 400),
            line("vertical tab for a space", "9112 §3", "GET\u000B/ HTTP/1.1", 400),
            line("form feed for a space", "9112 §3", "GET /\fHTTP/1.1", 400),
            line("bare CR for a space", "9112 §2.2", "GET\r/ HTTP/1.1", 400),
            line("space before the method", "9112 §3", " GET / HTTP/1.1", 400),
            line("space behind the version", "9112 §3", "GET / HTTP/1.1 ", 400),
            line("a fourth word", "9112 §3", "GET / HTTP/1.1 x", 400),
            line("colon in the method", "9110 §9.1", "GE:T / HTTP/1.1", 400),
            line("NUL in the method", "9110 §9.1", "G\0T / HTTP/1.1", 400),
            line("obs-text in the method", "9110 §9.1", "G\u00C9T / HTTP/1.1", 400),
            line("lower-case version", "9112 §2.3", "GET / http/1.1", 400),
            line("version without a dot", "9112 §2.3", "GET / HTTP/11", 400),
            line("version with two digits", "9112 §2.3", "GET / HTTP/1.10", 400),
            line("another protocol's version", "9112 §2.3", "GET / RTSP/1.0", 400),
            new Vector(
                    "HTTP/0.9 by number",
                    "9112 §2.3",
                    "GET / HTTP/0.9\r\nHost: h\r\n\r\n",
                    505,
                    "http-version-not-supported"),
            new Vector("HTTP/1.2", "9112 §2.3", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505, "http-version-not-supported"),
            new Vector(
                    "HTTP/2 in a request line",
                    "9112 §2.3",
                    "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
                    505,
                    "http-version-not-supported"),
            new Vector(
                    "LF alone behind the request line",
                    "9112 §2.2",
                    "GET / HTTP/1.1\nHost: h\r\n\r\n",
                    400,
                    "bad-request-line"),
            new Vector(
                    "a TLS hello",
                    "9112 §3",
                    "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003",
                    400,
                    "bad-request-line"),
            new Vector(
                    "a long request line",
                    "9110 §15.5.15",
                    "GET /" + "a".repeat(1100) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                    414,
                    "request-line-too-long"),
            new Vector(
                    "an endless request line",
                    "9110 §15.5.15",
                    "GET /" + "a".repeat(1100),
                    414,
                    "request-line-too-long"),
            // Target
            target("no slash", "9112 §3.2", "admin"),
            target("asterisk with GET", "9112 §3.2.4", "*"),
            target("authority with GET", "9112 §3.2.3", "example.com:80"),
            target("another scheme", "9112 §3.2.2", "ftp://example.com/"),
            target("absolute without a host", "9110 §4.2.1", "http:///x"),
            target("absolute with user information", "9110 §4.2.4", "http://u:p@example.com/x"),
            target("absolute with a bad port", "9110 §4.2.1", "http://example.com:99999/x"),
            target("fragment", "9112 §3.2", "/a#b"),
            target("percent at the end", "3986 §2.1", "/foo%"),
            target("percent and one digit", "3986 §2.1", "/foo%2"),
            target("percent and no digits", "3986 §2.1", "/foo%zz/x"),
            target("percent at the end of the query", "3986 §2.1", "/foo?a=%"),
            target("backslash", "3986 §3.3", "/a\\b"),
            target("angle bracket", "3986 §3.3", "/<x>"),
            target("quote in the query", "3986 §3.4", "/a?b=\"c\""),
            target("encoded NUL", "contract §4", "/a%00b"),
            target("encoded line feed", "contract §4", "/a%0Ab"),
            target("encoded DEL", "contract §4", "/a%7Fb"),
            target("dot segment behind an encoded slash", "contract §4", "/a/..%2Fb"),
            target("dot segment before an encoded slash", "contract §4", "/a%2F../b"),
            target("encoded dots and encoded slash", "contract §4", "/a/%2e%2e%2fb"),
            target("dot segment behind an encoded backslash", "contract §4", "/a/..%5Cb"),
            target("dot segment with a parameter", "contract §4", "/a/..;x=1/b"),
            line("raw control in the target", "9112 §3.2", "GET /a\u0001b HTTP/1.1", 400),
            line("DEL in the target", "9112 §3.2", "GET /a\u007Fb HTTP/1.1", 400),
            line("raw octet above ASCII in the target", "3986 §2", "GET /caf\u00E9 HTTP/1.1", 400),
            new Vector(
                    "asterisk with OPTIONS", "9112 §3.2.4", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400, "bad-target"),
            new Vector(
                    "CONNECT",
                    "9110 §9.3.6",
                    "CONNECT example.com:80 HTTP/1.1\r\nHost: example.com:80\r\n\r\n",
                    501,
                    "method-not-implemented"),
            // Host
            new Vector("no Host", "9112 §3.2", GET + "Accept: */*\r\n\r\n", 400, "bad-host"),
            host("two Hosts", "Host: a\r\nHost: b"),
            host("the same Host twice", "Host: a\r\nhost: a"),
            host("empty Host", "Host:"),
            host("Host with a path", "Host: a/b"),
            host("Host with a scheme", "Host: http://a"),
            host("Host with user information", "Host: u@a"),
            host("list in Host", "Host: a, b"),
            host("space in Host", "Host: a b"),
            host("port that is no number", "Host: a:http"),
            host("port out of range", "Host: a:65536"),
            host("unclosed bracket", "Host: [::1"),
            host("no IPv6 address in brackets", "Host: [:::1]"),
            host("zone in an IPv6 address", "Host: [fe80::1%25eth0]"),
            host("obs-text in Host", "Host: caf\u00E9"),
            new Vector(
                    "absolute target without Host", "9112 §3.2.2", "GET http://a/ HTTP/1.1\r\n\r\n", 400, "bad-host"),
            new Vector(
                    "two Hosts in HTTP/1.0",
                    "9112 §3.2",
                    "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
                    400,
                    "bad-host"),
            // Field lines
            field("space before the colon", "9112 §5.1", "X : y"),
            field("tab before the colon", "9112 §5.1", "X\t: y"),
            field("empty name", "9110 §5.1", ": y"),
            field("no colon", "9112 §5", "X"),
            field("space in the name", "9110 §5.1", "X Y: z"),
            field("NUL in the name", "9110 §5.1", "X\0: z"),
            field("obs-text in the name", "9110 §5.1", "X\u00E9: z"),
            field("brackets in the name", "9110 §5.6.2", "X[0]: z"),
            field("folded value", "9112 §5.2", "X: a\r\n b"),
            field("value folded with a tab", "9112 §5.2", "X: a\r\n\tb"),
            field("NUL in the value", "9110 §5.5", "X: a\0b"),
            field("bell in the value", "9110 §5.5", "X: a\u0007b"),
            field("DEL in the value", "9110 §5.5", "X: a\u007Fb"),
            field("bare CR in the value", "9112 §2.2", "X: a\rb"),
            field("bare CR ahead of a smuggled field", "9112 §2.2", "X: a\rTransfer-Encoding: chunked"),
            new Vector("folded first line", "9112 §2.2", GET + " Host: h\r\n\r\n", 400, "bad-header"),
            new Vector("LF alone behind a field", "9112 §2.2", GET + "Host: h\nX: y\r\n\r\n", 400, "bad-header"),
            new Vector("LF alone for the empty line", "9112 §2.2", GET + "Host: h\r\n\n", 400, "bad-header"),
            new Vector(
                    "a large field",
                    "6585 §5",
                    GET + "Host: h\r\nX: " + "y".repeat(2100) + "\r\n\r\n",
                    431,
                    "headers-too-large"),
            new Vector(
                    "an endless field", "6585 §5", GET + "Host: h\r\nX: " + "y".repeat(2100), 431, "headers-too-large"),
            new Vector(
                    "many fields",
                    "6585 §5",
                    GET + "Host: h\r\n" + "X: y\r\n".repeat(20) + "\r\n",
                    431,
                    "headers-too-large"),
            // Framing
            framing("length and coding", "9112 §6.1", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
            framing("coding and length", "9112 §6.1", "Transfer-Encoding: chunked\r\nContent-Length: 0"),
            framing("two lengths", "9112 §6.3", "Content-Length: 5\r\nContent-Length: 6"),
            framing("the same length twice", "9112 §6.3", "Content-Length: 5\r\nContent-Length: 5"),
            framing("list of lengths", "9110 §8.6", "Content-Length: 5, 5"),
            framing("length with a plus", "9110 §8.6", "Content-Length: +5"),
            framing("length with a minus", "9110 §8.6", "Content-Length: -5"),
            framing("hexadecimal length", "9110 §8.6", "Content-Length: 0x5"),
            framing("length with a fraction", "9110 §8.6", "Content-Length: 5.0"),
            framing("length with a space inside", "9110 §8.6", "Content-Length: 5 5"),
            framing("empty length", "9110 §8.6", "Content-Length:"),
            framing("length beyond 64 bits", "9110 §8.6", "Content-Length: 18446744073709551621"),
            framing("length in other digits", "9110 §8.6", "Content-Length: \u00B2"),
            framing("coding that only ends like chunked", "9112 §6.1", "Transfer-Encoding: xchunked"),
            framing("identity", "9112 §7", "Transfer-Encoding: identity"),
            framing("chunked before another", "9112 §6.3", "Transfer-Encoding: chunked, identity"),
            framing("chunked twice", "9112 §6.1", "Transfer-Encoding: chunked, chunked"),
            framing("two coding fields", "9112 §6.1", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
            framing("identity ahead of chunked", "9112 §7", "Transfer-Encoding: identity, chunked"),
            framing("coding with a parameter", "9112 §7", "Transfer-Encoding: chunked;x=1"),
            framing("quoted coding", "9112 §7", "Transfer-Encoding: \"chunked\""),
            framing("empty coding", "9112 §6.1", "Transfer-Encoding:"),
            framing("no-break space before the coding", "9112 §6.1", "Transfer-Encoding: \u00A0chunked"),
            new Vector(
                    "unknown coding ahead of chunked",
                    "9112 §6.1",
                    POST + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                    501,
                    "transfer-coding-not-implemented"),
            new Vector(
                    "coding in HTTP/1.0",
                    "9112 §6.1",
                    "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    400,
                    "bad-framing"),
            new Vector(
                    "length over the limit",
                    "9110 §15.5.14",
                    POST + "Content-Length: 1001\r\n\r\n",
                    413,
                    "body-too-large"),
            new Vector(
                    "unknown expectation",
                    "9110 §10.1.1",
                    POST + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\nx",
                    417,
                    "expectation-failed"));

    /** These heads are valid, so their requests reach the handler, which waits for a body that never becomes whole. */
    static final List<Vector> BODIES = List.of(
            chunk("size that is no number", "9112 §7.1", "xyz\r\n"),
            chunk("empty size", "9112 §7.1", "\r\n"),
            chunk("size with a sign", "9112 §7.1", "+5\r\nhello\r\n"),
            chunk("negative size", "9112 §7.1", "-5\r\nhello\r\n"),
            chunk("size with a prefix", "9112 §7.1", "0x5\r\nhello\r\n"),
            chunk("space before the size", "9112 §7.1", " 5\r\nhello\r\n"),
            chunk("space behind the size", "9112 §7.1.1", "5 \r\nhello\r\n"),
            chunk("size beyond 60 bits", "9112 §7.1", "1000000000000005\r\nhello\r\n"),
            chunk("LF alone behind the size", "9112 §7.1", "5\nhello\r\n"),
            chunk("CR alone behind the size", "9112 §7.1", "5\rhello\r\n"),
            chunk("data longer than its size", "9112 §7.1", "5\r\nhello!\r\n"),
            chunk("LF alone behind the data", "9112 §7.1", "5\r\nhello\n0\r\n\r\n"),
            chunk("CR alone behind the data", "9112 §7.1", "5\r\nhello\rX0\r\n\r\n"),
            chunk("LF in an extension", "9112 §7.1.1", "5;a\nb\r\nhello\r\n"),
            chunk("NUL in an extension", "9112 §7.1.1", "5;a\0b\r\nhello\r\n"),
            chunk("endless extension", "9112 §7.1.1", "5;" + "a".repeat(5000) + "\r\nhello\r\n"),
            new Vector(
                    "trailer that frames",
                    "9110 §6.5.1",
                    CHUNKED + "0\r\nContent-Length: 5\r\n\r\n",
                    400,
                    "bad-trailer"),
            new Vector("trailer that routes", "9110 §6.5.1", CHUNKED + "0\r\nhost: b\r\n\r\n", 400, "bad-trailer"),
            new Vector(
                    "trailer that authenticates",
                    "9110 §6.5.1",
                    CHUNKED + "0\r\nX-API-Key: k\r\n\r\n",
                    400,
                    "bad-trailer"),
            new Vector("trailer without a colon", "9112 §5", CHUNKED + "0\r\nX\r\n\r\n", 400, "bad-trailer"),
            new Vector("folded trailer", "9112 §5.2", CHUNKED + "0\r\nX: a\r\n b\r\n\r\n", 400, "bad-trailer"),
            new Vector(
                    "LF alone behind a trailer", "9112 §2.2", CHUNKED + "0\r\nX: a\nY: b\r\n\r\n", 400, "bad-trailer"),
            new Vector(
                    "large trailers",
                    "6585 §5",
                    CHUNKED + "0\r\nX: " + "a".repeat(2100) + "\r\n\r\n",
                    431,
                    "headers-too-large"),
            new Vector(
                    "chunks over the limit",
                    "9110 §15.5.14",
                    CHUNKED + "3e9\r\n" + "a".repeat(1001),
                    413,
                    "body-too-large"));

    private static Vector line(String name, String rfc, String line, int status) {
        return new Vector(name, rfc, line + "\r\nHost: h\r\n\r\n", status, "bad-request-line");
    }

    private static Vector target(String name, String rfc, String target) {
        return new Vector(name, rfc, "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n", 400, "bad-target");
    }

    private static Vector host(String name, String lines) {
        return new Vector(name, "9112 §3.2", GET + lines + "\r\n\r\n", 400, "bad-host");
    }

    private static Vector field(String name, String rfc, String line) {
        return new Vector(name, rfc, GET + "Host: h\r\n" + line + "\r\n\r\n", 400, "bad-header");
    }

    private static Vector framing(String name, String rfc, String lines) {
        return new Vector(name, rfc, POST + lines + "\r\n\r\n", 400, "bad-framing");
    }

    private static Vector chunk(String name, String rfc, String body) {
        return new Vector(name, rfc, CHUNKED + body, 400, "bad-chunk");
    }

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

    @ParameterizedTest
    @FieldSource("HEADS")
    void refusesAMalformedHeadBeforeAnybodySeesIt(Vector vector) {
        listener.handled().clear();
        double refusedBefore = listener.refused(vector.code());

        try (RawClient client = listener.connect()) {
            Answer answer = client.send(vector.bytes() + FOLLOW_UP).read();

            assertRefused(answer, vector);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(listener.handled()).isEmpty();
        assertThat(listener.refused(vector.code())).isEqualTo(refusedBefore + 1);
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void refusesAMalformedBodyAndWhatFollowsIt(Vector vector) {
        listener.handled().clear();

        try (RawClient client = listener.connect()) {
            Answer answer = client.send(vector.bytes() + FOLLOW_UP).read();

            assertRefused(answer, vector);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(listener.handled()).containsExactly("POST /");
    }

    /** However the bytes are cut up on their way, the verdict is the same. */
    @ParameterizedTest
    @FieldSource("HEADS")
    void refusesTheSameWhenItComesInPieces(Vector vector) throws Exception {
        listener.handled().clear();

        try (RawClient client = listener.connect()) {
            int half = vector.bytes().length() / 2;
            client.send(vector.bytes().substring(0, half));
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            client.send(vector.bytes().substring(half));

            assertRefused(client.read(), vector);
        }
        assertThat(listener.handled()).isEmpty();
    }

    @Test
    void hasAtLeastSixtyVectors() {
        assertThat(HEADS.size() + BODIES.size()).isGreaterThanOrEqualTo(60);
    }

    private static void assertRefused(Answer answer, Vector vector) {
        assertThat(answer.status()).isEqualTo(vector.status());
        assertThat(answer.has("Content-Type: application/problem+json")).isTrue();
        assertThat(answer.has("Connection: close")).isTrue();
        assertThat(answer.body()).contains("\"code\":\"" + vector.code() + "\"", "\"requestId\":\"door\"");
    }
}
