package io.weir.upstream;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import org.jspecify.annotations.Nullable;

/** The least that puts a Vert.x server in front of an {@link UpstreamClient}. */
final class ServerAdapters {
    private ServerAdapters() {}

    record Request(HttpServerRequest actual, boolean isFromTrustedProxy) implements GatewayRequest {

        Request {
            actual.pause();
        }

        @Override
        public HttpMethod method() {
            return actual.method();
        }

        @Override
        public String path() {
            return actual.path();
        }

        @Override
        public @Nullable String query() {
            return actual.query();
        }

        @Override
        public MultiMap headers() {
            return actual.headers();
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String authority() {
            return String.valueOf(actual.authority());
        }

        @Override
        public String protocolVersion() {
            return actual.version() == HttpVersion.HTTP_2 ? "2.0" : "1.1";
        }

        @Override
        public String clientAddress() {
            return peerAddress();
        }

        @Override
        public String peerAddress() {
            return actual.remoteAddress().hostAddress();
        }

        /** As if the caller had shown what it names. */
        @Override
        public @Nullable String clientCertificate() {
            return actual.getHeader("x-shown-certificate");
        }

        @Override
        public boolean hasBody() {
            String length = actual.getHeader("content-length");
            return actual.headers().contains("transfer-encoding") || (length != null && !length.equals("0"));
        }

        @Override
        public Request pause() {
            actual.pause();
            return this;
        }

        @Override
        public Request resume() {
            actual.resume();
            return this;
        }

        @Override
        public Request fetch(long amount) {
            actual.fetch(amount);
            return this;
        }

        @Override
        public Request exceptionHandler(@Nullable Handler<Throwable> handler) {
            actual.exceptionHandler(handler);
            return this;
        }

        @Override
        public Request handler(@Nullable Handler<Buffer> handler) {
            actual.handler(handler);
            return this;
        }

        @Override
        public Request endHandler(@Nullable Handler<Void> handler) {
            actual.endHandler(handler);
            return this;
        }
    }

    record Response(HttpServerResponse actual) implements GatewayResponse {

        @Override
        public int status() {
            return actual.getStatusCode();
        }

        @Override
        public Response status(int status) {
            actual.setStatusCode(status);
            return this;
        }

        @Override
        public MultiMap headers() {
            return actual.headers();
        }

        @Override
        public boolean isHeadWritten() {
            return actual.headWritten();
        }

        @Override
        public boolean isClosed() {
            return actual.closed() || actual.ended();
        }

        @Override
        public void onCallerGone(Handler<Void> handler) {
            actual.closeHandler(closed -> {
                if (!actual.ended()) {
                    handler.handle(null);
                }
            });
        }

        @Override
        public Future<Void> write(Buffer data) {
            if (!actual.headWritten() && !actual.headers().contains("content-length")) {
                actual.setChunked(true);
            }
            return actual.write(data);
        }

        @Override
        public Future<Void> end(Buffer body) {
            return actual.end(body);
        }

        @Override
        public Future<Void> end() {
            return actual.end();
        }

        @Override
        public void abort() {
            actual.reset();
        }

        @Override
        public Response exceptionHandler(@Nullable Handler<Throwable> handler) {
            actual.exceptionHandler(handler);
            return this;
        }

        @Override
        public Response setWriteQueueMaxSize(int maxSize) {
            actual.setWriteQueueMaxSize(maxSize);
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return actual.writeQueueFull();
        }

        @Override
        public Response drainHandler(@Nullable Handler<Void> handler) {
            actual.drainHandler(handler);
            return this;
        }
    }
}
