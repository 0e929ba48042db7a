package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.upstream.UpstreamOutcome.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpstreamClientTest {
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
            assertThat(target.heads().get(0)).startsWith("GET /base/pets/1?x=%41&y HTTP/1.1\r\nHost: 127.0.0.1:");
            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.status()).isEqualTo(201);
            assertThat(outcome.receivedBytes()).isEqualTo(5);
            assertThat(outcome.attempts()).isEqualTo(1);
            assertThat(outcome.failure()).isNull();
            assertThat(outcome.firstByteNanos()).isPositive();
        }
    }

    @Test
    void answers502WhereNobodyListens() throws Exception {
        proxy.routeTo(RawTarget.refusing());

        assertThat(Caller.get(proxy.port(), "/")).startsWith("HTTP/1.1 502 ").endsWith(UpstreamErrors.UNREACHABLE);
        assertThat(proxy.outcome().failure()).isEqualTo(Failure.UNREACHABLE);
    }
}
