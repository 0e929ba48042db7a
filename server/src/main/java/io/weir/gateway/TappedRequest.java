package io.weir.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.exchange.GatewayRequest;
import org.jspecify.annotations.Nullable;

/** A request of an API that has the beginning of bodies recorded. Confined to the event loop of the listener. */
final class TappedRequest implements GatewayRequest {
    private final GatewayRequest request;
    private final BodyTap tap;

    TappedRequest(GatewayRequest request, int maxBytes) {
        this.request = request;
        this.tap = new BodyTap(maxBytes);
    }

    /** What has come of the body, as far as it is kept. */
    byte @Nullable [] kept() {
        return tap.bytes();
    }

    @Override
    public GatewayRequest handler(@Nullable Handler<Buffer> handler) {
        request.handler(
                handler == null
                        ? null
                        : piece -> {
                            tap.add(piece);
                            handler.handle(piece);
                        });
        return this;
    }

    @Override
    public GatewayRequest endHandler(@Nullable Handler<Void> handler) {
        request.endHandler(handler);
        return this;
    }

    @Override
    public GatewayRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        request.exceptionHandler(handler);
        return this;
    }

    @Override
    public GatewayRequest pause() {
        request.pause();
        return this;
    }

    @Override
    public GatewayRequest resume() {
        request.resume();
        return this;
    }

    @Override
    public GatewayRequest fetch(long amount) {
        request.fetch(amount);
        return this;
    }

    @Override
    public HttpMethod method() {
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public @Nullable String query() {
        return request.query();
    }

    @Override
    public MultiMap headers() {
        return request.headers();
    }

    @Override
    public String scheme() {
        return request.scheme();
    }

    @Override
    public String authority() {
        return request.authority();
    }

    @Override
    public String protocolVersion() {
        return request.protocolVersion();
    }

    @Override
    public String clientAddress() {
        return request.clientAddress();
    }

    @Override
    public String peerAddress() {
        return request.peerAddress();
    }

    @Override
    public @Nullable String clientCertificate() {
        return request.clientCertificate();
    }

    @Override
    public boolean isFromTrustedProxy() {
        return request.isFromTrustedProxy();
    }

    @Override
    public long receivedBytes() {
        return request.receivedBytes();
    }

    @Override
    public String door() {
        return request.door();
    }

    @Override
    public boolean hasBody() {
        return request.hasBody();
    }
}
