package io.weir.exchange;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** An answer that is kept in memory. */
public final class FakeResponse implements GatewayResponse {
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Buffer body = Buffer.buffer();
    private int status = 200;
    private boolean isHeadWritten;
    private boolean isEnded;

    /** What was written. */
    public String text() {
        return body.toString();
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public GatewayResponse status(int newStatus) {
        status = newStatus;
        return this;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public boolean isHeadWritten() {
        return isHeadWritten;
    }

    @Override
    public boolean isClosed() {
        return isEnded;
    }

    @Override
    public void onCallerGone(Handler<Void> handler) {}

    @Override
    public Future<Void> write(Buffer data) {
        isHeadWritten = true;
        body.appendBuffer(data);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end(Buffer data) {
        write(data);
        return end();
    }

    @Override
    public Future<Void> end() {
        isHeadWritten = true;
        isEnded = true;
        return Future.succeededFuture();
    }

    @Override
    public void abort() {
        isEnded = true;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
