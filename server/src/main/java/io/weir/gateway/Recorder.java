package io.weir.gateway;

import io.weir.catalog.Application;
import io.weir.exchange.Exchange;
import io.weir.policy.RoutedExchange;
import io.weir.time.Ticker;
import io.weir.upstream.UpstreamOutcome;
import org.jspecify.annotations.Nullable;

/** Takes down every finished exchange: metrics, and the access log where it is on. Any thread. */
final class Recorder {
    /** nginx's number for a caller who left before the answer began; it is never sent. */
    private static final int CALLER_GONE = 499;

    private final TrafficMetrics metrics;
    private final Ticker ticker;

    Recorder(TrafficMetrics metrics, Ticker ticker) {
        this.metrics = metrics;
        this.ticker = ticker;
    }

    /**
     * Takes down an exchange that is over.
     *
     * @param outcome how the call to the target went; null where none was made
     */
    void record(Exchange exchange, @Nullable UpstreamOutcome outcome) {
        long duration = ticker.nanos() - exchange.startNanos();
        int status = exchange.response().isHeadWritten() ? exchange.response().status() : CALLER_GONE;
        metrics.finished(status, duration);
        if (outcome != null && outcome.status() != 0) {
            metrics.upstreamAnswered(outcome.firstByteNanos());
        }
        if (AccessLog.isEnabled()) {
            AccessLog.write(line(exchange, status, duration, outcome));
        }
    }

    private static AccessLog.AccessLine line(
            Exchange exchange, int status, long duration, @Nullable UpstreamOutcome outcome) {
        RoutedExchange routed = exchange instanceof RoutedExchange r ? r : null;
        Application application = routed == null ? null : routed.application();
        return new AccessLog.AccessLine(
                exchange.request().clientAddress(),
                exchange.request().method().name(),
                exchange.request().path(),
                status,
                duration,
                exchange.id(),
                routed == null ? "" : routed.route().apiId(),
                application == null ? "" : application.id(),
                outcome == null ? "" : outcome.endpoint().authority());
    }
}
