package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deadlines, and breaking off from either side. */
class UpstreamTimeoutsIT {
    @RegisterExtension
    final ProxyExtension proxy = new ProxyExtension();

    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void answers504WhereTheHeadDoesNotCome() throws Exception {
        try (RawTarget target = silentAfter("")) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 504 ")
                    .endsWith("upstream-timeout");
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.FIRST_BYTE_TIMEOUT);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void answers504WhereABodyIsAnnouncedAndDoesNotBegin() throws Exception {
        try (RawTarget target = silentAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            assertThat(Caller.get(proxy.port(), "/")).startsWith("HTTP/1.1 504 ");
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.IDLE_TIMEOUT);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void breaksOffWhereABodyStalls() throws Exception {
        try (RawTarget target = silentAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            assertThat(Caller.get(proxy.port(), "/"))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("half");
            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.failure()).isEqualTo(Failure.IDLE_TIMEOUT);
            assertThat(outcome.status()).isEqualTo(200);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void passesABodyOnThatKeepsMoving() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 6; i++) {
                pause();
                connection.send("1\r\n" + i + "\r\n");
            }
            connection.send("0\r\n\r\n");
            connection.awaitClose();
        })) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            assertThat(Caller.get(proxy.port(), "/")).contains("0\r\n", "5\r\n").endsWith("0\r\n\r\n");
            assertThat(proxy.outcome().failure()).isNull();
        }
    }

    /** The target's own slowness: less than the idle timeout at a time, more than that in sum. */
    private void pause() {
        try {
            assertThat(released.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sendsTheHeadBeforeTheBodyWhereNobodySaysHowLongItIs() throws Exception {
        try (RawTarget target = silentAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                Caller caller = new Caller(proxy.port())) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            String head = caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readTo("\r\n\r\n");

            assertThat(head).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("transfer-encoding: chunked");
        }
    }

    @Test
    void breaksOffWhereTheTargetBreaksOff() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
            assertThat(connection.in().available()).isZero();
            connection.reset();
        })) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            assertThat(Caller.get(proxy.port(), "/")).doesNotContain("0\r\n\r\n");
            assertThat(proxy.outcome().failure()).isIn(Failure.BROKEN_OFF, Failure.BROKEN);
        }
    }

    @Test
    void letsTheTargetGoWhenTheCallerLeavesBeforeTheAnswer() throws Exception {
        try (RawTarget target = silentAfter("")) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            try (Caller caller = new Caller(proxy.port())) {
                caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                await().until(() -> target.heads().size() == 1);
            }

            assertThat(proxy.outcome().failure()).isEqualTo(Failure.CALLER_GONE);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void letsTheTargetGoWhenTheCallerLeavesWithinTheAnswer() throws Exception {
        try (RawTarget target = silentAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            try (Caller caller = new Caller(proxy.port())) {
                caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readTo("half");
            }

            assertThat(proxy.outcome().failure()).isEqualTo(Failure.CALLER_GONE);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void letsTheTargetGoWhenTheCallerLeavesWithinItsBody() throws Exception {
        try (RawTarget target = silentAfter("")) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            try (Caller caller = new Caller(proxy.port())) {
                caller.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
                await().until(() -> target.heads().size() == 1);
            }

            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.failure()).isEqualTo(Failure.CALLER_GONE);
            assertThat(outcome.sentBytes()).isEqualTo(4);
            assertThatTheTargetWasLetGo();
        }
    }

    @Test
    void doesNotHurryACallerThatSendsSlowly() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
                    connection.readHead();
                    connection.in().readNBytes(4);
                    connection.sendOk("done");
                    connection.awaitClose();
                });
                Caller caller = new Caller(proxy.port())) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());

            caller.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha");
            await().until(() -> target.heads().size() == 1);
            assertThat(released.await(1200, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(proxy.hasOutcome()).isFalse();

            caller.send("lf");
            assertThat(caller.readTo("done")).startsWith("HTTP/1.1 200 OK");
        }
    }

    /** Sends a beginning and then waits until it is let go. */
    private RawTarget silentAfter(String beginning) {
        return new RawTarget(connection -> {
            connection.readHead();
            connection.send(beginning);
            connection.awaitClose();
            released.countDown();
        });
    }

    private void assertThatTheTargetWasLetGo() throws InterruptedException {
        assertThat(released.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
