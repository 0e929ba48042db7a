package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.buffer.Buffer;
import io.weir.door.TestWiring;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes that is no AJP: the connection is closed, the next one is served, nothing is kept. */
class DamagedPacketsIT {
    private static TestAjp listener;

    @BeforeAll
    @BeforeContainer
    static void listen() {
        listener = TestAjp.start(
                TestWiring.traffic(Duration.ofMillis(500), Duration.ofSeconds(30), null), (request, response) -> {
                    request.handler(piece -> {});
                    request.endHandler(end -> response.end(Buffer.buffer("ok")));
                    request.resume();
                });
    }

    @AfterAll
    @AfterContainer
    static void close() {
        listener.close();
    }

    static Stream<Arguments> rubbish() {
        return Stream.of(
                arguments("HTTP", "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                arguments("TLS", new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3}),
                arguments("our own direction", new byte[] {'A', 'B', 0, 1, 9}),
                arguments("an empty packet", new byte[] {0x12, 0x34, 0, 0}),
                arguments("a packet that is too long", new byte[] {0x12, 0x34, (byte) 0xFF, (byte) 0xFD}),
                arguments("a shutdown", new byte[] {0x12, 0x34, 0, 1, 7}),
                arguments("a ping of the old kind", new byte[] {0x12, 0x34, 0, 1, 8}),
                arguments("a ping with something in it", new byte[] {0x12, 0x34, 0, 2, 10, 0}),
                arguments("an answer", new byte[] {0x12, 0x34, 0, 2, 5, 1}),
                arguments("a request that ends early", new byte[] {0x12, 0x34, 0, 3, 2, 2, 0}),
                arguments(
                        "a body that is not as long as its packet",
                        concat(Forward.post("/", 5).packet(), new byte[] {0x12, 0x34, 0, 5, 0, 4, 'a', 'b', 'c'})),
                arguments(
                        "a request in the place of a body",
                        concat(Forward.post("/", 500).packet(), Forward.get("/").packet())));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rubbish")
    void closesWithoutAWord(String what, byte[] octets) {
        double before = listener.wiring.refused("bad-packet");
        try (AjpClient client = listener.connect()) {
            assertThat(client.send(octets).isClosedByPeer()).as(what).isTrue();
        }
        assertThat(listener.wiring.refused("bad-packet")).isEqualTo(before + 1);
        assertServes();
    }

    @Property(tries = 100)
    void outlivesAnyOctets(@ForAll @Size(min = 1, max = 500) byte[] octets) {
        outlive(octets);
    }

    @Property(tries = 200)
    void outlivesADamagedRequest(
            @ForAll @IntRange(max = 400) int at, @ForAll byte octet, @ForAll @IntRange(max = 3) int kept) {
        byte[] whole = concat(
                Forward.post("/a", 6)
                        .attribute(0x05, "q")
                        .requestAttribute("AJP_REMOTE_PORT", "1")
                        .packet(),
                concat(Forward.body(new byte[3]), Forward.body(new byte[3])));
        byte[] damaged = kept == 0 ? Arrays.copyOf(whole, Math.max(1, at % whole.length)) : whole.clone();
        damaged[at % damaged.length] = octet;

        outlive(damaged);
    }

    /** The connection ends, at the latest when we end ours; no request stays in flight. */
    private static void outlive(byte[] octets) {
        try (AjpClient client = listener.connect()) {
            client.send(octets);
            client.socket.shutdownOutput();
            client.readToTheEnd();
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        assertServes();
    }

    private static void assertServes() {
        try (AjpClient client = listener.connect()) {
            assertThat(client.send(Forward.get("/")).answer().body()).isEqualTo("ok");
        }
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> listener.listener.requestsInFlight() == 0);
    }
}
