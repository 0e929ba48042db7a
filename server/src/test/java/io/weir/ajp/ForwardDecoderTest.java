package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.Unpooled;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardDecoderTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8009);

    private final PacketReader reader = new PacketReader();
    private final ForwardDecoder decoder = decoder(List.of("10.0.0.0/8"));

    private static ForwardDecoder decoder(List<String> proxies) {
        return new ForwardDecoder(
                DoorLimits.of(NodeConfig.defaults().traffic()),
                TrustedProxies.of(proxies),
                new SecretGate(Secret.of(Forward.SECRET)::equals, () -> 0));
    }

    private ForwardRequest decode(Forward forward) {
        return decode(forward.payload());
    }

    private ForwardRequest decode(byte[] payload) {
        reader.take(Unpooled.wrappedBuffer(payload), payload.length);
        return decoder.decode(reader, LOCAL);
    }

    @Test
    void readsEverythingThatARequestSays() {
        Forward forward = Forward.get("/a/%7Eb/../c")
                .attribute(0x01, "/context")
                .attribute(0x02, "/servlet")
                .attribute(0x03, "alice")
                .attribute(0x04, "BASIC")
                .attribute(0x05, "a=1&b=%20")
                .attribute(0x06, "route")
                .attribute(0x07, null)
                .attribute(0x08, "TLS_AES_128_GCM_SHA256")
                .attribute(0x09, "0a0b")
                .keySize(128)
                .requestAttribute("AJP_REMOTE_PORT", "40000")
                .requestAttribute("AJP_SSL_PROTOCOL", "TLSv1.3")
                .requestAttribute("AJP_LOCAL_ADDR", "198.51.100.1")
                .requestAttribute("JK_LB_ACTIVATION", "ACT")
                .coded(0xA00E, "curl")
                .with("X-Any", "\tv\u00E9 ");
        forward.tls = true;

        ForwardRequest request = decode(forward);

        assertThat(request.head().method.name()).isEqualTo("GET");
        assertThat(request.head().path).isEqualTo("/a/c");
        assertThat(request.head().query).isEqualTo("a=1&b=%20");
        assertThat(request.head().authority).isEqualTo("api.example:8080");
        assertThat(request.head().headers.get("user-agent")).isEqualTo("curl");
        assertThat(request.head().headers.get("x-any")).isEqualTo("v\u00E9");
        assertThat(request.head().hasBody()).isFalse();
        assertThat(request.protocolVersion()).isEqualTo("1.1");
        assertThat(request.caller().peerAddress()).isEqualTo("203.0.113.9");
        assertThat(request.caller().scheme(request.head().headers)).isEqualTo("https");
        assertThat(request.caller().isTrustedProxy()).isFalse();
    }

    @Test
    void takesTheCertificateThatTheCallerShowedToTheWebServer() {
        String pem = "-----BEGIN CERTIFICATE-----\nMAMC\nAQE=\n-----END CERTIFICATE-----\n";

        assertThat(decode(Forward.get("/").attribute(0x07, pem + pem)).caller().certificate())
                .isEqualTo(":MAMCAQE=:");
        assertThat(decode(Forward.get("/").attribute(0x07, "")).caller().certificate())
                .isNull();
        assertThat(decode(Forward.get("/")).caller().certificate()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAMCAQE=",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nM*MC\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----END CERTIFICATE----------BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----END CERTIFICATE-----"
            })
    void refusesACertificateThatIsNone(String pem) {
        assertThatThrownBy(() -> decode(Forward.get("/").attribute(0x07, pem)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.error().code()).isEqualTo("bad-client-certificate"));
    }

    @Test
    void knowsEveryCodedHeader() {
        List<String> names = List.of(
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Authorization",
                "Connection",
                "Content-Type",
                "Content-Length",
                "Cookie",
                "Cookie2",
                "Host",
                "Pragma",
                "Referer",
                "User-Agent");
        for (int i = 0; i < names.size(); i++) {
            Forward forward = Forward.get("/").withoutHost().coded(0xA001 + i, "7");
            if (!names.get(i).equals("Host")) {
                forward.with("Host", "h");
            }

            assertThat(decode(forward).head().headers.get(names.get(i)))
                    .as(names.get(i))
                    .isEqualTo("7");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, OPTIONS", "3, HEAD", "4, POST", "7, TRACE", "8, PROPFIND", "17, VERSION-CONTROL", "27, MKACTIVITY"})
    void knowsMethodsByTheirCode(int code, String name) {
        assertThat(decode(Forward.get("/").method(code)).head().method.name()).isEqualTo(name);
    }

    @Test
    void readsAMethodWithoutACode() {
        assertThat(decode(Forward.get("/").method(255).attribute(0x0D, "PATCH"))
                        .head()
                        .method
                        .name())
                .isEqualTo("PATCH");
    }

    @Test
    void saysWhetherABodyFollows() {
        assertThat(decode(Forward.post("/", 5)).head().hasBody()).isTrue();
        assertThat(decode(Forward.post("/", 5)).head().headers.get("content-length"))
                .isEqualTo("5");
        assertThat(decode(Forward.postChunked("/")).head().hasBody()).isTrue();
        // mod_jk says so of every request without one.
        assertThat(decode(Forward.get("/").coded(0xA008, "0")).head().hasBody()).isFalse();
        assertThat(decode(Forward.get("/").coded(0xA008, "0")).head().headers.contains("content-length"))
                .isFalse();
    }

    @Test
    void believesATrustedProxyInFrontOfTheWebServer() {
        Forward forward =
                Forward.get("/").with("X-Forwarded-For", "198.51.100.7").with("X-Forwarded-Proto", "https");
        forward.remoteAddress = "10.1.1.1";

        ForwardRequest request = decode(forward);

        assertThat(request.caller().clientAddress(request.head().headers)).isEqualTo("198.51.100.7");
        assertThat(request.caller().scheme(request.head().headers)).isEqualTo("https");
    }

    @Test
    void takesTheWebServersNameWhereAnOldRequestNamesNoHost() {
        Forward forward = Forward.get("/").withoutHost();
        forward.protocol = "HTTP/1.0";

        assertThat(decode(forward).head().authority).isEqualTo("front.example:80");
        assertThat(decode(forward).protocolVersion()).isEqualTo("1.0");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(403, "wrong-secret", Forward.get("/").secret(null)),
                arguments(403, "wrong-secret", Forward.get("/").secret("")),
                arguments(403, "wrong-secret", Forward.get("/").secret("s3cre")),
                arguments(403, "wrong-secret", Forward.get("/").secret("s3cret ")),
                // Who does not know the secret is told nothing else.
                arguments(403, "wrong-secret", Forward.get("no path").secret("x")),
                arguments(403, "wrong-secret", Forward.get("/").secret(null).requestAttribute("X", "y")),
                arguments(403, "unknown-attribute", Forward.get("/").requestAttribute("javax.servlet.x", "y")),
                arguments(403, "unknown-attribute", Forward.get("/").requestAttribute("X", null)),
                arguments(400, "bad-target", Forward.get("")),
                arguments(400, "bad-target", Forward.get("*")),
                arguments(400, "bad-target", Forward.get("/a?b")),
                arguments(400, "bad-target", Forward.get("/%2e%2e%2f..%5c")),
                arguments(400, "bad-target", Forward.get("/\u00E9")),
                arguments(400, "bad-target", Forward.get("/").attribute(0x05, "a b")),
                arguments(400, "bad-request-line", Forward.get("/").method(28)),
                arguments(400, "bad-request-line", Forward.get("/").method(0)),
                arguments(400, "bad-request-line", Forward.get("/").method(255)),
                arguments(400, "bad-request-line", Forward.get("/").method(255).attribute(0x0D, "GE T")),
                arguments(
                        501,
                        "method-not-implemented",
                        Forward.get("/").method(255).attribute(0x0D, "CONNECT")),
                arguments(400, "bad-host", Forward.get("/").withoutHost()),
                arguments(400, "bad-host", Forward.get("/").with("Host", "second")),
                arguments(400, "bad-host", Forward.get("/").withoutHost().with("Host", "a b")),
                arguments(400, "bad-header", Forward.get("/").with("", "v")),
                arguments(400, "bad-header", Forward.get("/").with("a b", "v")),
                arguments(400, "bad-header", Forward.get("/").with("X", "a\0b")),
                arguments(400, "bad-header", Forward.get("/").with("X", "a\r\nY: b")),
                arguments(400, "bad-framing", Forward.post("/", 5).with("Transfer-Encoding", "chunked")),
                arguments(400, "bad-framing", Forward.post("/", 5).with("Content-Length", "5")),
                arguments(400, "bad-framing", Forward.post("/", -1)),
                arguments(414, "request-line-too-long", Forward.get("/" + "a".repeat(8183))),
                arguments(414, "request-line-too-long", Forward.get("/").attribute(0x05, "a".repeat(8182))),
                arguments(431, "headers-too-large", Forward.get("/").with("X", "a".repeat(16 << 10))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(int status, String code, Forward forward) {
        assertThatThrownBy(() -> decode(forward)).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.error().code()).isEqualTo(code);
            assertThat(refusal.error().status()).isEqualTo(status);
            assertThat(refusal.error().detail()).doesNotContain("s3cre");
        });
    }

    @Test
    void takesARequestLineAndAHeaderThatJustFit() {
        assertThat(decode(Forward.get("/" + "a".repeat(8178))).head().path).hasSize(8179);

        Forward hundred = Forward.get("/");
        for (int i = 1; i < 100; i++) {
            hundred.with("X-" + i, "v");
        }
        assertThat(decode(hundred).head().headers.names()).hasSize(100);
        // What mod_jk adds is not the caller's.
        assertThat(decode(hundred.coded(0xA008, "0")).head().headers.names()).hasSize(100);
        assertThatThrownBy(() -> decode(hundred.with("One-More", "v"))).hasMessageContaining("more than 100 fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/0.9", "HTTP/3", "http/1.1", ""})
    void refusesAnotherVersion(String version) {
        Forward forward = Forward.get("/");
        forward.protocol = version;

        assertThatThrownBy(() -> decode(forward))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(505));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "unknown", "1.2.3", "1.2.3.4.5"})
    void refusesACallerWithoutAnAddress(String address) {
        Forward forward = Forward.get("/");
        forward.remoteAddress = address;

        assertThatThrownBy(() -> decode(forward))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("remote address: " + address);
    }

    static Stream<Arguments> shapeless() {
        Forward missing = Forward.get("/");
        missing.uri = null;
        return Stream.of(
                arguments("a header code that does not exist", Forward.get("/").coded(0xA00F, "x")),
                arguments("a header code that does not exist", Forward.get("/").coded(0xA000, "x")),
                arguments("a header without a value", Forward.get("/").coded(0xA001, null)),
                arguments("no path", missing));
    }

    @ParameterizedTest
    @MethodSource("shapeless")
    void wantsTheFormOfARequestEvenOfWhoKnowsTheSecret(String what, Forward forward) {
        assertThatThrownBy(() -> decode(forward)).as(what).isInstanceOf(BadPacketException.class);
    }

    @Test
    void refusesAnAttributeCodeThatItDoesNotKnowWhetherOrNotTheSecretCame() {
        byte[] unknown = {0x0E, 0, 0, 0};

        assertThatThrownBy(() -> decode(Forward.get("/").raw(unknown)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("secret");
        assertThatThrownBy(() ->
                        decode(Forward.get("/").attribute(0x0C, Forward.SECRET).raw(unknown)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("code 14");
    }

    @Test
    void wantsNothingBehindTheEnd() {
        byte[] payload = Forward.get("/").payload();
        byte[] longer = java.util.Arrays.copyOf(payload, payload.length + 1);

        assertThatThrownBy(() -> decode(longer)).isInstanceOf(BadPacketException.class);
    }
}
