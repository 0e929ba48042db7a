package io.weir.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.weir.config.NodeConfig;
import io.weir.door.Listener;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.RequestHandler;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener on a free port of loopback, in front of a handler that a test gives; everything that reaches the handler is on record. */
final class TestListener implements AutoCloseable {
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> handled = new CopyOnWriteArrayList<>();
    final Listener listener;
    private final Listener.Wiring wiring;

    private TestListener(NodeConfig.Traffic traffic, NodeConfig.@Nullable Https https, RequestHandler handler) {
        wiring = new Listener.Wiring(
                vertx,
                traffic,
                context -> (request, response) -> {
                    handled.add(request.method() + " " + request.path());
                    handler.handle(request, response);
                },
                () -> "door",
                meters,
                Ticker.system(),
                InstantSource.system());
        listener = https == null
                ? HttpListener.clear(new NodeConfig.Http(true, "127.0.0.1", 0), wiring)
                : HttpListener.tls(https, wiring);
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
        return NodeConfig.defaults().traffic();
    }

    /** Short times, small limits. */
    static NodeConfig.Traffic traffic(Duration headTimeout, Duration idleTimeout, @Nullable Long maxBody) {
        return new NodeConfig.Traffic(headTimeout, idleTimeout, 1024, 2048, 20, maxBody, List.of(), "");
    }

    /** Another listener of the same process. */
    Listener another(NodeConfig.Http http) {
        return HttpListener.clear(http, wiring);
    }

    int port() {
        return listener.port();
    }

    RawClient connect() {
        return new RawClient(port());
    }

    /** What reached the handler, in one line each. */
    List<String> handled() {
        return handled;
    }

    double refused(String code) {
        var counter = meters.find("weir.http.refused").tag("code", code).counter();
        return counter == null ? 0 : counter.count();
    }

    static void answer(GatewayRequest request, io.weir.exchange.GatewayResponse response, String text) {
        response.headers().set("Content-Type", "text/plain");
        response.end(io.vertx.core.buffer.Buffer.buffer(text));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(listener.stop(Duration.ZERO));
        await(vertx.close());
    }
}
