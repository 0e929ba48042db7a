package io.weir.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Sends one answer, with the header fields that all have. Event loop of the request. */
final class Reply {
    private static final long DRAIN_MILLIS = 1000;
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final String requestId;

    Reply(Vertx vertx, HttpServerRequest request, RandomGenerator random) {
        this.vertx = vertx;
        this.request = request;
        this.requestId =
                HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** In the answer, in the problem and in the log. */
    String requestId() {
        return requestId;
    }

    void send(Answer answer) {
        HttpServerResponse response = request.response();
        Answer.Streamed stream = answer.stream();
        if (response.ended() || response.closed()) {
            if (stream != null) {
                stream.abandon();
            }
            return;
        }
        response.setStatusCode(answer.status());
        ALWAYS.forEach(response::putHeader);
        response.putHeader("X-Request-Id", requestId);
        answer.headers().forEach(response::putHeader);
        boolean isUnread = !request.isEnded();
        if (isUnread) {
            response.putHeader("Connection", "close");
        }
        if (stream != null) {
            response.setChunked(true);
            stream.start(request);
            return;
        }
        Buffer body = answer.body();
        (body == null ? response.end() : response.end(body)).onComplete(sent -> {
            if (isUnread) {
                drain();
            }
        });
    }

    /** Reads on for a moment, so that the answer is not lost to a reset, and closes. */
    private void drain() {
        if (!request.isEnded()) {
            request.handler(piece -> {});
            request.resume();
        }
        vertx.setTimer(DRAIN_MILLIS, id -> request.connection().close());
    }
}
