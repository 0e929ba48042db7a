package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.weir.ajp.AjpClient.Answer;
import io.weir.ajp.AjpClient.Packet;
import io.weir.config.NodeConfig;
import io.weir.door.TestWiring;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Bounds and times of AJP connections, and how they end while the node stops. */
class AjpLimitsIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MUCH = 64 << 20;

    private final CompletableFuture<GatewayRequest> request = new CompletableFuture<>();
    private final CompletableFuture<Context> context = new CompletableFuture<>();
    private final AtomicLong moved = new AtomicLong();

    private static NodeConfig.Traffic times(Duration headTimeout, Duration idleTimeout) {
        return TestWiring.traffic(headTimeout, idleTimeout, null);
    }

    private static void ok(GatewayRequest request, GatewayResponse response) {
        response.end(Buffer.buffer("ok"));
    }

    @Test
    void closesAConnectionThatIsIdleForTooLong() {
        try (TestAjp listener = TestAjp.start(times(LONG, Duration.ofMillis(300)), AjpLimitsIT::ok);
                AjpClient fresh = listener.connect();
                AjpClient used = listener.connect()) {
            assertThat(used.send(Forward.get("/")).answer().body()).isEqualTo("ok");

            assertThat(fresh.isClosedByPeer()).isTrue();
            assertThat(used.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void pingsKeepAConnectionOpenForWhomIsTrustedOnly() {
        Duration idle = Duration.ofSeconds(2);
        try (TestAjp listener = TestAjp.start(times(LONG, idle), AjpLimitsIT::ok);
                AjpClient stranger = listener.connect();
                AjpClient trusted = listener.connect()) {
            assertThat(trusted.send(Forward.get("/")).answer().body()).isEqualTo("ok");
            AtomicInteger pongs = new AtomicInteger();

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        if (trusted.send(Forward.ping()).packet().code() == Packets.CPONG) {
                            pongs.incrementAndGet();
                        }
                        return isClosed(stranger.send(Forward.ping()));
                    });

            assertThat(trusted.send(Forward.get("/")).answer().body()).isEqualTo("ok");
            assertThat(pongs).hasPositiveValue();
        }
    }

    private static boolean isClosed(AjpClient client) {
        try {
            client.packet();
            return false;
        } catch (java.io.UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void givesUpOnAPacketThatDoesNotCome() {
        try (TestAjp listener = TestAjp.start(times(Duration.ofMillis(300), LONG), AjpLimitsIT::ok);
                AjpClient client = listener.connect()) {
            byte[] packet = Forward.get("/").packet();

            Answer answer = client.send(java.util.Arrays.copyOf(packet, packet.length - 1))
                    .answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("head-timeout");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void givesUpOnTheBodyOfAnEndedAnswer() {
        try (TestAjp listener = TestAjp.start(times(Duration.ofMillis(300), LONG), AjpLimitsIT::ok);
                AjpClient client = listener.connect()) {
            assertThat(client.send(Forward.post("/", 10)).answer().reuse()).isTrue();

            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeAnybodySeesIt() {
        try (TestAjp listener = TestAjp.start(TestWiring.traffic(LONG, LONG, 4L), AjpLimitsIT::ok);
                AjpClient client = listener.connect()) {
            Answer answer = client.send(Forward.post("/", 5)).sendBody("abcde").answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("body-too-large");
            assertThat(listener.wiring.handled).isEmpty();
        }
    }

    @Test
    void refusesABodyOfUnknownLengthWhereItPassesTheLimit() {
        try (TestAjp listener =
                        TestAjp.start(TestWiring.traffic(LONG, LONG, 4L), (request, response) -> request.resume());
                AjpClient client = listener.connect()) {
            Answer answer =
                    client.send(Forward.postChunked("/")).whenAsked("abcd", "e").answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void asksForNothingWhileNobodyReads() throws Exception {
        try (TestAjp listener = TestAjp.start(this::takeLater);
                AjpClient client = listener.connect()) {
            client.send(Forward.postChunked("/"));
            request.get(20, TimeUnit.SECONDS);
            assertThat(client.send(Forward.get("/early"))
                            .socket
                            .getInputStream()
                            .available())
                    .isZero();

            context.get().runOnContext(v -> request.join().fetch(1));

            assertThat(client.packet().code()).isEqualTo(Packets.GET_BODY_CHUNK);
        }
    }

    private void takeLater(GatewayRequest request, GatewayResponse response) {
        request.handler(piece -> moved.addAndGet(piece.length()));
        context.complete(Vertx.currentContext());
        this.request.complete(request);
    }

    @Test
    void stopsWritingToAWebServerThatDoesNotRead() throws Exception {
        try (TestAjp listener = TestAjp.start(this::giveMuch);
                AjpClient client = listener.connect()) {
            client.send(Forward.get("/"));
            request.get(20, TimeUnit.SECONDS);
            long[] before = {-1};
            Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
                long now = moved.get();
                boolean still = now > 0 && now == before[0];
                before[0] = now;
                return still;
            });
            long given = moved.get();

            Answer answer = client.answer();

            assertThat(given).isLessThan(MUCH);
            assertThat(answer.octets().length()).isEqualTo(MUCH);
        }
    }

    private void giveMuch(GatewayRequest request, GatewayResponse response) {
        Buffer piece = Buffer.buffer(new byte[64 << 10]);
        response.headers().set("Content-Length", Integer.toString(MUCH));
        response.drainHandler(v -> give(response, piece));
        give(response, piece);
        this.request.complete(request);
    }

    private void give(GatewayResponse response, Buffer piece) {
        while (!response.writeQueueFull() && moved.get() < MUCH) {
            response.write(piece);
            moved.addAndGet(piece.length());
        }
        if (moved.get() == MUCH && !response.isClosed()) {
            response.end();
        }
    }

    @Test
    void servesOnWhileDrainingAndHasEachConnectionClosed() {
        try (TestAjp listener = TestAjp.start(AjpLimitsIT::ok);
                AjpClient client = listener.connect()) {
            assertThat(client.send(Forward.get("/")).answer().reuse()).isTrue();
            TestWiring.await(listener.listener.drain());
            assertThat(client.send(Forward.ping()).packet().code()).isEqualTo(Packets.CPONG);

            Answer answer = client.send(Forward.get("/")).answer();

            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.reuse()).isFalse();
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void letsRequestsInFlightEndWhenItStops() throws Exception {
        CompletableFuture<GatewayResponse> response = new CompletableFuture<>();
        try (TestAjp listener = TestAjp.start((taken, answer) -> {
                    context.complete(Vertx.currentContext());
                    response.complete(answer);
                });
                AjpClient idle = listener.connect();
                AjpClient busy = listener.connect()) {
            assertThat(idle.send(Forward.ping()).packet().code()).isEqualTo(Packets.CPONG);
            busy.send(Forward.get("/"));
            response.get(20, TimeUnit.SECONDS);
            var stopped = listener.listener.stop(LONG);
            assertThat(idle.isClosedByPeer()).isTrue();

            context.get().runOnContext(v -> response.join().end(Buffer.buffer("done")));

            Answer answer = busy.answer();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.reuse()).isFalse();
            TestWiring.await(stopped);
        }
    }

    @Test
    void endsAnAnswerThatStreamsOverManyPackets() {
        try (TestAjp listener = TestAjp.start((request, response) -> {
                    response.write(Buffer.buffer(new byte[100_000]));
                    response.end(Buffer.buffer(new byte[200_000]));
                });
                AjpClient client = listener.connect()) {
            client.send(Forward.get("/"));
            int data = 0;
            Packet packet = client.packet();
            while (packet.code() != Packets.END_RESPONSE) {
                assertThat(packet.payload().readableBytes() + 5).isLessThanOrEqualTo(8192);
                data += packet.code() == Packets.SEND_BODY_CHUNK
                        ? packet.payload().readUnsignedShort()
                        : 0;
                packet = client.packet();
            }

            assertThat(data).isEqualTo(300_000);
        }
    }
}
