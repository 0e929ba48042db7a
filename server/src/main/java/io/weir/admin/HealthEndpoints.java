package io.weir.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What balancers and monitoring ask, without login. */
final class HealthEndpoints {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final Lanes lanes;
    private final Supplier<Readiness> readiness;
    private final PrometheusMeterRegistry meters;

    HealthEndpoints(Vertx vertx, Lanes lanes, Supplier<Readiness> readiness, PrometheusMeterRegistry meters) {
        this.vertx = vertx;
        this.lanes = lanes;
        this.readiness = readiness;
        this.meters = meters;
    }

    Map<String, Consumer<Reply>> paths() {
        return Map.of("/health/live", this::live, "/health/ready", this::ready, "/metrics", this::metrics);
    }

    private void live(Reply reply) {
        reply.send(Answer.json(200, Map.of("status", "up")));
    }

    private void ready(Reply reply) {
        Readiness now = readiness.get();
        reply.send(Answer.json(
                now.isReady() ? 200 : 503,
                Map.of("status", now.isReady() ? "ready" : "not-ready", "detail", now.detail())));
    }

    /** A scrape of a large node takes a while. */
    private void metrics(Reply reply) {
        lanes.run(
                        Lanes.Lane.READ,
                        vertx.getOrCreateContext(),
                        () -> Answer.of(200, METRICS_TYPE, Buffer.buffer(meters.scrape())))
                .recover(e -> io.vertx.core.Future.succeededFuture(ProblemRenderer.render(e, reply.requestId())))
                .onSuccess(reply::send);
    }
}
