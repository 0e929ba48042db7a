package io.weir.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.weir.exchange.GatewayResponse;
import org.jspecify.annotations.Nullable;

/** An answer of an API that has the beginning of bodies recorded. Confined to the event loop of the listener. */
final class TappedResponse implements GatewayResponse {
    private final GatewayResponse response;
    private final BodyTap tap;

    TappedResponse(GatewayResponse response, int maxBytes) {
        this.response = response;
        this.tap = new BodyTap(maxBytes);
    }

    /** What was sent of the body, as far as it is kept. */
    byte @Nullable [] kept() {
        return tap.bytes();
    }

    @Override
    public Future<Void> write(Buffer data) {
        tap.add(data);
        return response.write(data);
    }

    @Override
    public Future<Void> end(Buffer body) {
        tap.add(body);
        return response.end(body);
    }

    @Override
    public Future<Void> end() {
        return response.end();
    }

    @Override
    public int status() {
        return response.status();
    }

    @Override
    public GatewayResponse status(int status) {
        response.status(status);
        return this;
    }

    @Override
    public MultiMap headers() {
        return response.headers();
    }

    @Override
    public boolean isHeadWritten() {
        return response.isHeadWritten();
    }

    @Override
    public boolean isClosed() {
        return response.isClosed();
    }

    @Override
    public long sentBytes() {
        return response.sentBytes();
    }

    @Override
    public void onCallerGone(Handler<Void> handler) {
        response.onCallerGone(handler);
    }

    @Override
    public void abort() {
        response.abort();
    }

    @Override
    public GatewayResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
        response.exceptionHandler(handler);
        return this;
    }

    @Override
    public GatewayResponse setWriteQueueMaxSize(int maxSize) {
        response.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return response.writeQueueFull();
    }

    @Override
    public GatewayResponse drainHandler(@Nullable Handler<Void> handler) {
        response.drainHandler(handler);
        return this;
    }
}
