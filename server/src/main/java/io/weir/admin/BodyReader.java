package io.weir.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a paused request's body whole, within a bound of bytes and time. Event loop of the request. */
final class BodyReader {
    private static final int MAX_DIGITS = 18;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long maxBytes;
    private final Promise<Buffer> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();

    private BodyReader(Vertx vertx, HttpServerRequest request, long maxBytes) {
        this.vertx = vertx;
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /** True where a body follows the head. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    /** The body; fails with a {@link ProblemException} 413 or 408. */
    static Future<Buffer> read(Vertx vertx, HttpServerRequest request, long maxBytes, long maxMillis) {
        return new BodyReader(vertx, request, maxBytes).start(maxMillis);
    }

    private Future<Buffer> start(long maxMillis) {
        String length = request.getHeader("Content-Length");
        if (length != null && (length.length() > MAX_DIGITS || Long.parseLong(length) > maxBytes)) {
            return Future.failedFuture(tooLarge());
        }
        long timer = vertx.setTimer(
                maxMillis,
                id -> promise.tryFail(new ProblemException(
                        408, "body-timeout", "the body was not complete within " + maxMillis / 1000 + " s")));
        request.handler(this::append);
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body));
        request.resume();
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void append(Buffer piece) {
        if (promise.future().isComplete()) {
            return;
        }
        if (body.length() + piece.length() > maxBytes) {
            promise.tryFail(tooLarge());
        } else {
            body.appendBuffer(piece);
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(413, "body-too-large", "the body is larger than " + maxBytes + " bytes");
    }
}
