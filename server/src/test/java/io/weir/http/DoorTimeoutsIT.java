package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DoorTimeoutsIT {
    private static final Duration HEAD_TIMEOUT = Duration.ofMillis(600);
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(1500);

    private static TestListener listen() {
        return TestListener.start(
                TestListener.traffic(HEAD_TIMEOUT, IDLE_TIMEOUT, null),
                (request, response) -> request.endHandler(end -> TestListener.answer(request, response, "ok"))
                        .resume());
    }

    /** Each octet would start an idle timer anew; only a deadline from the first octet ends this. */
    @Test
    void endsHeadsThatTrickleWhileOthersAreServed() {
        String head = "GET / HTTP/1.1\r\nHost: h\r\nX-Slow: " + "a".repeat(500) + "\r\n\r\n";
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        try (TestListener listener = listen();
                RawClient other = listener.connect()) {
            List<RawClient> slow = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                slow.add(listener.connect());
            }
            int[] sent = {0};
            long start = System.nanoTime();
            var unused = trickle.scheduleAtFixedRate(
                    () -> sendOctet(slow, head.charAt(sent[0]++)), 0, 200, TimeUnit.MILLISECONDS);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        assertThat(other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                        .read()
                                        .status())
                                .isEqualTo(200);
                        return listener.refused("head-timeout") == 200;
                    });

            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isBetween(HEAD_TIMEOUT.dividedBy(2), HEAD_TIMEOUT.multipliedBy(4));
            for (RawClient client : slow) {
                assertThat(client.read().status()).isEqualTo(408);
                assertThat(client.isClosedByPeer()).isTrue();
                client.close();
            }
            assertThat(listener.handled()).allMatch("GET /"::equals);
        } finally {
            trickle.shutdownNow();
        }
    }

    private static void sendOctet(List<RawClient> clients, char octet) {
        for (RawClient client : clients) {
            client.send(String.valueOf(octet));
        }
    }

    @Test
    void closesAFreshConnectionThatStaysSilent() {
        try (TestListener listener = listen();
                RawClient client = listener.connect()) {
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void closesAnIdleConnectionAfterItsRequest() {
        try (TestListener listener = listen();
                RawClient client = listener.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();

            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void servesAConnectionThatRestsForLessThanTheIdleTimeout() {
        try (TestListener listener = listen();
                RawClient client = listener.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();

            // Longer than a head may take: no head has begun.
            Awaitility.await().pollDelay(Duration.ofMillis(900)).until(() -> true);

            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void closesAnHttp2ConnectionThatOnlyPings() throws Exception {
        try (TestListener listener = listen();
                RawHttp2 client = new RawHttp2(listener.port())) {
            client.open();
            ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor();
            var unused = pings.scheduleAtFixedRate(client::ping, 0, 200, TimeUnit.MILLISECONDS);

            assertThat(client.readUntilClosed()).isTrue();

            pings.shutdownNow();
        }
    }
}
