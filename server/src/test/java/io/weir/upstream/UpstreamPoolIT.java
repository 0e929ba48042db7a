package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.net.ClientSSLOptions;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Timeouts;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bounds and life time of pooled connections: at most two, with one request waiting. */
class UpstreamPoolIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @RegisterExtension
    final ProxyExtension proxy =
            new ProxyExtension(new UpstreamOptions(2, 1, Duration.ofSeconds(50)), new ClientSSLOptions());

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final List<Caller> callers = new ArrayList<>();

    @AfterEach
    void closeCallers() throws Exception {
        for (Caller caller : callers) {
            caller.close();
        }
    }

    @Test
    void refusesWhatIsBeyondConnectionsAndQueue() throws Exception {
        try (RawTarget target = answeringWhenAllowed()) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            callThree(target);

            String refused = Caller.get(proxy.port(), "/");

            assertThat(refused)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("retry-after: 1")
                    .endsWith("no-endpoint");
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.BUSY);

            mayAnswer.countDown();
            for (Caller caller : callers) {
                assertThat(caller.readTo("ok")).startsWith("HTTP/1.1 200 OK");
            }
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void doesNotLetARequestWaitForEver() throws Exception {
        try (RawTarget target = answeringWhenAllowed()) {
            proxy.routeTo(target.url());
            proxy.routeTo(new Timeouts(Duration.ofMillis(300), null, null), Protocol.AUTO, target.url());
            callThree(target);

            assertThat(callers.get(2).readTo("upstream-timeout")).startsWith("HTTP/1.1 504 ");
            mayAnswer.countDown();
            assertThat(callers.get(0).readTo("ok")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void makesRoomWhenAWaitingCallerLeaves() throws Exception {
        try (RawTarget target = answeringWhenAllowed()) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            callThree(target);
            callers.remove(2).close();
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.CALLER_GONE);

            callers.add(new Caller(proxy.port()).send(GET));
            mayAnswer.countDown();

            assertThat(callers.get(2).readTo("ok")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void closesWhatLiesIdle() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.sendOk("ok");
            connection.awaitClose();
            closed.countDown();
        })) {
            proxy.routeTo(target.url());
            Caller.get(proxy.port(), "/");

            proxy.advance(Duration.ofSeconds(50));

            await().until(() -> closed.getCount() == 0);
            await().untilAsserted(() -> assertThat(proxy.meters()
                            .get("weir.upstream.connections")
                            .tag("state", "open")
                            .gauge()
                            .value())
                    .isZero());
        }
    }

    @Test
    void keepsAConnectionNoLongerThanTheServerSays() throws Exception {
        try (RawTarget target = RawTarget.answering(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 2\r\n\r\nok")) {
            proxy.routeTo(target.url());
            Caller.get(proxy.port(), "/");
            proxy.advance(Duration.ofSeconds(3));
            Caller.get(proxy.port(), "/");
            assertThat(target.connections()).isEqualTo(1);

            proxy.advance(Duration.ofSeconds(4));
            Caller.get(proxy.port(), "/");

            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void closesConnectionsToServersThatNobodyNamesAnyMore() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawTarget former = new RawTarget(connection -> {
                    connection.readHead();
                    connection.sendOk("ok");
                    connection.awaitClose();
                    closed.countDown();
                });
                RawTarget latter = RawTarget.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            proxy.routeTo(former.url());
            Caller.get(proxy.port(), "/");

            proxy.routeTo(latter.url());

            await().until(() -> closed.getCount() == 0);
        }
    }

    /** Two on connections, one waiting. */
    private void callThree(RawTarget target) throws Exception {
        for (int i = 0; i < 3; i++) {
            callers.add(new Caller(proxy.port()).send(GET));
            int expected = Math.min(2, i + 1);
            await().until(() -> target.heads().size() == expected);
        }
        // The third has arrived when a fourth, sent after it, is refused; the proxy serves them in order on one event
        // loop.
        assertThat(proxy.hasOutcome()).isFalse();
    }

    private RawTarget answeringWhenAllowed() {
        return new RawTarget(connection -> {
            while (true) {
                connection.readHead();
                try {
                    mayAnswer.await();
                } catch (InterruptedException e) {
                    return;
                }
                connection.sendOk("ok");
            }
        });
    }
}
