package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoint answers, and what happens where one does not. */
class UpstreamClientIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @RegisterExtension
    final ProxyExtension proxy = new ProxyExtension();

    @Test
    void passesRequestAndAnswerOn() throws Exception {
        try (RawTarget target =
                RawTarget.answering("HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX-Own: a\r\nX-Own: b\r\n\r\nhello")) {
            proxy.routeTo(target.url() + "/base/");

            String answer = Caller.get(proxy.port(), "/pets/1?x=%41&y");

            assertThat(answer)
                    .startsWith("HTTP/1.1 201 Created\r\n")
                    .contains("X-Own: a\r\n", "X-Own: b\r\n", "X-Seen: 201\r\n", "X-Request-Id: id-1\r\n")
                    .endsWith("\r\n\r\nhello");
            assertThat(target.head()).startsWith("GET /base/pets/1?x=%41&y HTTP/1.1\r\nHost: 127.0.0.1:");
            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.status()).isEqualTo(201);
            assertThat(outcome.receivedBytes()).isEqualTo(5);
            assertThat(outcome.attempts()).isEqualTo(1);
            assertThat(outcome.failure()).isNull();
            assertThat(outcome.firstByteNanos()).isPositive();
        }
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        try (RawTarget target = RawTarget.answering(OK);
                Caller caller = new Caller(proxy.port())) {
            proxy.routeTo(target.url());

            for (int i = 0; i < 5; i++) {
                caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readTo("\r\n\r\nok");
            }

            assertThat(target.connections()).isEqualTo(1);
            assertThat(proxy.meters().get("weir.upstream.connects").counter().count())
                    .isEqualTo(1);
            await().untilAsserted(() -> assertThat(connections("idle")).isEqualTo(1));
        }
    }

    @Test
    void answers502WhereNobodyListens() throws Exception {
        proxy.routeTo(RawTarget.refusing());

        assertThat(Caller.get(proxy.port(), "/")).startsWith("HTTP/1.1 502 ").endsWith(UpstreamErrors.UNREACHABLE);
        assertThat(proxy.outcome().failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void passesOverWhoRefusesAndTakesItOutAfterThreeTimes() throws Exception {
        try (RawTarget good = RawTarget.answering(OK)) {
            proxy.routeTo(RawTarget.refusing(), good.url());
            Endpoint bad = proxy.group().endpoints().get(0);

            List<Integer> attempts = attemptsOf(7);

            // In turn: each second request meets the one that refuses, until it is out.
            assertThat(attempts).containsExactly(2, 1, 2, 1, 2, 1, 1);
            assertThat(bad.isIn()).isFalse();

            proxy.advance(Duration.ofSeconds(10));
            assertThat(attemptsOf(3)).containsExactly(2, 1, 1);
            assertThat(proxy.meters().get("weir.upstream.retries").counter().count())
                    .isEqualTo(4);
            assertThat(proxy.meters()
                            .get("weir.upstream.connect.failures")
                            .counter()
                            .count())
                    .isEqualTo(4);
        }
    }

    @Test
    void takesBackWhoAcceptsAgain() throws Exception {
        int port = RawTarget.freePort();
        try (RawTarget good = RawTarget.answering(OK)) {
            proxy.routeTo("http://127.0.0.1:" + port, good.url());
            attemptsOf(6);

            try (RawTarget back = new RawTarget(port, connection -> {
                while (true) {
                    connection.readHead();
                    connection.sendOk("back");
                }
            })) {
                assertThat(Caller.get(proxy.port(), "/")).endsWith("ok");
                proxy.advance(Duration.ofSeconds(10));

                assertThat(Caller.get(proxy.port(), "/")).endsWith("back");
                assertThat(proxy.group().endpoints().get(0).isIn()).isTrue();
                assertThat(back.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void neverTakesTheLastOneOut() throws Exception {
        int port = RawTarget.freePort();
        proxy.routeTo("http://127.0.0.1:" + port, RawTarget.refusing());
        for (int i = 0; i < 5; i++) {
            assertThat(Caller.get(proxy.port(), "/")).endsWith(UpstreamErrors.UNREACHABLE);
            assertThat(proxy.outcome().attempts()).isEqualTo(2);
        }

        try (RawTarget back = new RawTarget(port, connection -> {
            connection.readHead();
            connection.sendOk("back");
            connection.awaitClose();
        })) {
            assertThat(Caller.get(proxy.port(), "/")).endsWith("back");
            assertThat(back.connections()).isEqualTo(1);
        }
    }

    @Test
    void passesOverWhoDoesNotTakeTheConnectionInTime() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RawTarget good = RawTarget.answering(OK)) {
            List<Socket> fillers = fill(full);
            proxy.routeTo(
                    ProxyExtension.TIMEOUTS, Protocol.AUTO, "http://127.0.0.1:" + full.getLocalPort(), good.url());

            assertThat(Caller.get(proxy.port(), "/")).endsWith("ok");
            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.attempts()).isEqualTo(2);
            assertThat(outcome.connectNanos()).isGreaterThan(700_000_000L);

            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, "http://127.0.0.1:" + full.getLocalPort());
            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 504 ")
                    .endsWith("upstream-timeout");
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.CONNECT_TIMEOUT);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void sendsAgainWhatAServerMissedByClosingAnIdleConnection() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.sendOk("n" + connection.number());
            connection.readHead();
        })) {
            proxy.routeTo(target.url());
            assertThat(Caller.get(proxy.port(), "/")).endsWith("n1");
            assertThat(Caller.get(proxy.port(), "/")).endsWith("n2");

            assertThat(proxy.outcome().attempts()).isEqualTo(1);
            assertThat(proxy.outcome().attempts()).isEqualTo(2);
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void doesNotSendAgainWhatIsNotIdempotent() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.sendOk("n" + connection.number());
            connection.readHead();
        })) {
            proxy.routeTo(target.url());
            assertThat(Caller.get(proxy.port(), "/")).endsWith("n1");

            String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            assertThat(Caller.call(proxy.port(), post))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith(UpstreamErrors.FAILED);
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    @Test
    void doesNotSendAgainOnAFreshConnection() throws Exception {
        try (RawTarget target = new RawTarget(RawTarget.Connection::readHead)) {
            proxy.routeTo(target.url());

            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith(UpstreamErrors.FAILED);
            assertThat(target.connections()).isEqualTo(1);
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            })
    void answers502WhereTheAnswerIsNotHttp(String answer) throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.send(answer);
            connection.awaitClose();
        })) {
            proxy.routeTo(target.url());

            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith(UpstreamErrors.FAILED);
            await().untilAsserted(() -> assertThat(connections("open")).isZero());
        }
    }

    @Test
    void trustsNoConnectionThatSpeaksUnasked() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
            connection.awaitClose();
        })) {
            proxy.routeTo(target.url());

            assertThat(Caller.get(proxy.port(), "/")).endsWith("\r\n\r\nok");
            await().untilAsserted(() -> assertThat(connections("open")).isZero());
            assertThat(Caller.get(proxy.port(), "/")).endsWith("\r\n\r\nok");
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void dropsInterimAnswers() throws Exception {
        try (RawTarget target = RawTarget.answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK)) {
            proxy.routeTo(target.url());

            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 200 OK")
                    .doesNotContain("Link")
                    .endsWith("\r\n\r\nok");
            assertThat(Caller.get(proxy.port(), "/")).endsWith("\r\n\r\nok");
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    private List<Integer> attemptsOf(int calls) throws IOException {
        List<Integer> attempts = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            assertThat(Caller.get(proxy.port(), "/")).startsWith("HTTP/1.1 200 OK");
            attempts.add(proxy.outcome().attempts());
        }
        return attempts;
    }

    /** Connects until the queue of those not yet accepted is full, so that the next SYN gets no answer. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> fillers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            fillers.add(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        }
        return fillers;
    }

    private double connections(String state) {
        return proxy.meters()
                .get("weir.upstream.connections")
                .tag("state", state)
                .gauge()
                .value();
    }
}
