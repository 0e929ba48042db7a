package io.weir.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.config.NodeConfig;
import io.weir.door.Listener;
import io.weir.door.TestWiring;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.RequestHandler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener on a free port of loopback, in front of a handler that a test gives; everything that reaches the handler is on record. */
final class TestListener implements AutoCloseable {
    private final TestWiring wiring = new TestWiring();
    final Vertx vertx = wiring.vertx;
    final SimpleMeterRegistry meters = wiring.meters;
    final Listener listener;
    private final Listener.Wiring parts;

    private TestListener(NodeConfig.Traffic traffic, NodeConfig.@Nullable Https https, RequestHandler handler) {
        parts = wiring.of(traffic, handler);
        listener = https == null
                ? HttpListener.clear(new NodeConfig.Http(true, "127.0.0.1", 0), parts)
                : HttpListener.tls(https, parts);
        await(listener.start());
    }

    static TestListener start(RequestHandler handler) {
        return start(traffic(), handler);
    }

    static TestListener start(NodeConfig.Traffic traffic, RequestHandler handler) {
        return new TestListener(traffic, null, handler);
    }

    static TestListener start(NodeConfig.Https https, RequestHandler handler) {
        return new TestListener(traffic(), https, handler);
    }

    static NodeConfig.Traffic traffic() {
        return TestWiring.traffic();
    }

    /** Short times, small limits. */
    static NodeConfig.Traffic traffic(Duration headTimeout, Duration idleTimeout, @Nullable Long maxBody) {
        return TestWiring.traffic(headTimeout, idleTimeout, maxBody);
    }

    /** Another listener of the same process. */
    Listener another(NodeConfig.Http http) {
        return HttpListener.clear(http, parts);
    }

    int port() {
        return listener.port();
    }

    RawClient connect() {
        return new RawClient(port());
    }

    /** What reached the handler, in one line each. */
    List<String> handled() {
        return wiring.handled;
    }

    double refused(String code) {
        return wiring.refused(code);
    }

    static void answer(GatewayRequest request, io.weir.exchange.GatewayResponse response, String text) {
        response.headers().set("Content-Type", "text/plain");
        response.end(io.vertx.core.buffer.Buffer.buffer(text));
    }

    static <T> T await(Future<T> future) {
        return TestWiring.await(future);
    }

    @Override
    public void close() {
        await(listener.stop(Duration.ZERO));
        wiring.close();
    }
}
