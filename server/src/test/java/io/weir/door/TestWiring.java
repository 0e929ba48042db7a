package io.weir.door;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.weir.analytics.AnalyticsSink;
import io.weir.config.NodeConfig;
import io.weir.exchange.RequestHandler;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a listener under test stands on; everything that reaches its handler is on record. */
public final class TestWiring implements AutoCloseable {
    public final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** Method and path of each request, in the order of arrival. */
    public final List<String> handled = new CopyOnWriteArrayList<>();

    public Listener.Wiring of(NodeConfig.Traffic traffic, RequestHandler handler) {
        return new Listener.Wiring(
                vertx,
                traffic,
                context -> (request, response) -> {
                    handled.add(request.method() + " " + request.path());
                    handler.handle(request, response);
                },
                () -> "door",
                AnalyticsSink.NONE,
                meters,
                Ticker.system(),
                InstantSource.system());
    }

    public static NodeConfig.Traffic traffic() {
        return NodeConfig.defaults().traffic();
    }

    /** Short times, small limits. */
    public static NodeConfig.Traffic traffic(Duration headTimeout, Duration idleTimeout, @Nullable Long maxBody) {
        return new NodeConfig.Traffic(headTimeout, idleTimeout, 1024, 2048, 20, maxBody, List.of(), "");
    }

    /** How many requests were refused with this code. */
    public double refused(String code) {
        var counter = meters.find("weir.http.refused").tag("code", code).counter();
        return counter == null ? 0 : counter.count();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
