package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.weir.http.RawClient.Answer;
import org.junit.jupiter.api.Test;

class Http1IT {

    @Test
    void answersOneRequestAfterTheOtherOnOneConnection() {
        try (TestListener listener = TestListener.start(
                        (request, response) -> TestListener.answer(request, response, request.path()));
                RawClient client = listener.connect()) {
            for (int i = 0; i < 3; i++) {
                Answer answer = client.send("GET /a" + i + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("/a" + i);
            }
        }
    }

    @Test
    void keepsTheOrderOfPipelinedRequests() {
        try (TestListener listener = TestListener.start((request, response) -> {
                    if (request.path().equals("/slow")) {
                        io.vertx.core.Vertx.currentContext()
                                .owner()
                                .setTimer(100, id -> TestListener.answer(request, response, "slow"));
                    } else {
                        TestListener.answer(request, response, request.path());
                    }
                });
                RawClient client = listener.connect()) {
            client.send(
                    "GET /slow HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("slow");
            assertThat(client.read().body()).isEqualTo("/b");
            assertThat(client.read().body()).isEqualTo("/c");
        }
    }

    @Test
    void streamsABodyBothWays() {
        try (TestListener listener = TestListener.start((request, response) -> request.pipeTo(response));
                RawClient client = listener.connect()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");

            Answer answer = client.read();

            assertThat(answer.has("Transfer-Encoding: chunked")).isTrue();
            assertThat(answer.body()).isEqualTo("hello world");
        }
    }

    @Test
    void closesAfterTheAnswerWhenTheCallerAsksForIt() {
        try (TestListener listener = TestListener.start((request, response) -> response.end(Buffer.buffer("x")));
                RawClient client = listener.connect()) {
            Answer answer = client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .read();

            assertThat(answer.has("Connection: close")).isTrue();
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }
}
