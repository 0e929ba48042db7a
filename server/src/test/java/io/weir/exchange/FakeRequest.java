package io.weir.exchange;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** A request without a body, as a listener would hand it over. */
public final class FakeRequest implements GatewayRequest {
    private final String path;
    private final @Nullable String query;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final boolean isTrusted;

    private FakeRequest(String path, @Nullable String query, boolean isTrusted) {
        this.path = path;
        this.query = query;
        this.isTrusted = isTrusted;
    }

    /** GET for a path, with what follows a {@code ?} as its query. */
    public static FakeRequest get(String target) {
        String[] parts = target.split("\\?", 2);
        return new FakeRequest(parts[0], parts.length > 1 ? parts[1] : null, false);
    }

    /** The same request, come by a trusted proxy. */
    public FakeRequest byTrustedProxy() {
        FakeRequest request = new FakeRequest(path, query, true);
        request.headers.addAll(headers);
        return request;
    }

    /** With one more header field. */
    public FakeRequest with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String query() {
        return query;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String authority() {
        return "gateway.test";
    }

    @Override
    public String protocolVersion() {
        return "1.1";
    }

    @Override
    public String clientAddress() {
        return "192.0.2.1";
    }

    @Override
    public String peerAddress() {
        return "192.0.2.1";
    }

    @Override
    public boolean isFromTrustedProxy() {
        return isTrusted;
    }

    @Override
    public boolean hasBody() {
        return false;
    }

    @Override
    public GatewayRequest pause() {
        return this;
    }

    @Override
    public GatewayRequest resume() {
        return this;
    }

    @Override
    public GatewayRequest fetch(long amount) {
        return this;
    }

    @Override
    public GatewayRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public GatewayRequest handler(@Nullable Handler<Buffer> handler) {
        return this;
    }

    @Override
    public GatewayRequest endHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
