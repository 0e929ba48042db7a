package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.weir.door.Listener;
import io.weir.http.RawClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainIT {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n";

    private TestListener listener;

    @BeforeEach
    void listen() {
        listener = TestListener.start((request, response) -> {
            if (request.path().equals("/slow")) {
                io.vertx.core.Vertx.currentContext()
                        .owner()
                        .setTimer(500, id -> TestListener.answer(request, response, "slow"));
            } else if (!request.path().equals("/never")) {
                TestListener.answer(request, response, "ok");
            }
        });
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void servesOnButClosesEachConnectionWhileDraining() {
        try (RawClient client = listener.connect()) {
            assertThat(client.send(GET).read().head()).doesNotContain("Connection: close");
            TestListener.await(listener.listener.drain());

            Answer answer = client.send(GET).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.has("Connection: close")).isTrue();
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void sendsGoAwayWhileDraining() throws Exception {
        try (RawHttp2 client = new RawHttp2(listener.port())) {
            client.open().headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/x");
            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
            TestListener.await(listener.listener.drain());

            RawHttp2.Frame goAway = client.next(RawHttp2.GOAWAY);

            assertThat(goAway.code()).isZero();
            client.headers(3, true, ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/x");
            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
        }
    }

    @Test
    void finishesWhatIsInFlightBeforeItStops() {
        try (RawClient busy = listener.connect();
                RawClient idle = listener.connect()) {
            idle.send(GET).read();
            busy.send(SLOW);
            Awaitility.await().until(() -> listener.listener.requestsInFlight() == 1);

            Future<Void> stopped = listener.listener.stop(Duration.ofSeconds(10));

            assertThat(idle.isClosedByPeer()).isTrue();
            assertThat(busy.read().body()).isEqualTo("slow");
            assertThat(busy.isClosedByPeer()).isTrue();
            TestListener.await(stopped);
            assertThatThrownBy(() -> listener.connect().close()).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void closesWhatIsStillInFlightAfterTheGrace() {
        try (RawClient client = listener.connect()) {
            client.send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n");
            Awaitility.await().until(() -> listener.listener.requestsInFlight() == 1);

            TestListener.await(listener.listener.stop(Duration.ofMillis(200)));

            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void failsToStartOnAPortThatIsTaken() {
        var http = new io.weir.config.NodeConfig.Http(true, "127.0.0.1", listener.port());

        Future<Void> started = listener.another(http).start();

        assertThatThrownBy(() -> TestListener.await(started)).hasMessageContaining("in use");
    }

    @Test
    void failsToStartOnThePortOfAnotherListenerOfTheSameNode() throws Exception {
        int free;
        try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        var http = new io.weir.config.NodeConfig.Http(true, "127.0.0.1", free);
        Listener one = listener.another(http);
        TestListener.await(one.start());

        assertThatThrownBy(() -> TestListener.await(listener.another(http).start()))
                .hasMessageContaining("no other listener");
        TestListener.await(one.stop(Duration.ZERO));
        Listener again = listener.another(http);
        TestListener.await(again.start());
        TestListener.await(again.stop(Duration.ZERO));
    }
}
