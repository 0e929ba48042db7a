package io.weir.gateway;

import io.vertx.core.http.HttpHeaders;
import io.weir.analytics.AccessRecord;
import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.Payload;
import io.weir.catalog.AnalyticsDefinition;
import io.weir.catalog.Application;
import io.weir.exchange.Exchange;
import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import io.weir.policy.RoutedExchange;
import io.weir.route.Route;
import io.weir.time.Ticker;
import io.weir.upstream.UpstreamOutcome;
import org.jspecify.annotations.Nullable;

/** Takes down every finished exchange: metrics, its record for analytics, and the access log, where these are on. Any thread. */
final class Recorder {
    /** nginx's number for a caller who left before the answer began; it is never sent. */
    private static final int CALLER_GONE = 499;

    private static final String HTTPS = "https";

    private final TrafficMetrics metrics;
    private final AnalyticsSink analytics;
    private final Gateway gateway;
    private final Ticker ticker;

    Recorder(TrafficMetrics metrics, AnalyticsSink analytics, Gateway gateway, Ticker ticker) {
        this.metrics = metrics;
        this.analytics = analytics;
        this.gateway = gateway;
        this.ticker = ticker;
    }

    /** How much of each body of a call on this route is to be kept; 0 for nothing. */
    int keptBytes(Route route) {
        AnalyticsDefinition settings = route.api().analytics();
        return settings == null || settings.payload() == null || !analytics.isOn()
                ? 0
                : settings.payload().maxBytes();
    }

    /**
     * Takes down an exchange that is over.
     *
     * @param outcome how the call to the target went; null where none was made
     * @param error what the gateway answered in the target's place; null where it did not
     */
    void record(Exchange exchange, @Nullable UpstreamOutcome outcome, @Nullable GatewayError error) {
        long duration = ticker.nanos() - exchange.startNanos();
        int status = exchange.response().isHeadWritten() ? exchange.response().status() : CALLER_GONE;
        metrics.finished(status, duration);
        if (outcome != null && outcome.status() != 0) {
            metrics.upstreamAnswered(outcome.firstByteNanos());
        }
        if (analytics.isOn()) {
            analytics.record(access(exchange, status, duration, outcome, error));
        }
        if (AccessLog.isEnabled()) {
            AccessLog.write(line(exchange, status, duration, outcome));
        }
    }

    private AccessRecord access(
            Exchange exchange,
            int status,
            long duration,
            @Nullable UpstreamOutcome outcome,
            @Nullable GatewayError error) {
        GatewayRequest request = exchange.request();
        GatewayResponse response = exchange.response();
        RoutedExchange routed = exchange instanceof RoutedExchange r ? r : null;
        return new AccessRecord(
                exchange.id(),
                exchange.startNanos(),
                duration,
                outcome == null ? 0 : outcome.connectNanos() + outcome.firstByteNanos(),
                routed == null ? gateway.snapshot().catalog() : routed.catalog(),
                routed == null ? null : routed.route(),
                routed == null ? null : routed.application(),
                routed == null ? null : routed.subscription(),
                routed == null ? null : routed.plan(),
                routed == null ? null : routed.limits(),
                error == null ? null : error.code(),
                request.method().name(),
                request.path(),
                status,
                request.receivedBytes(),
                response.sentBytes(),
                outcome == null ? null : outcome.endpoint().authority(),
                outcome == null ? 0 : outcome.attempts(),
                request.headers().get(HttpHeaders.CONTENT_TYPE),
                response.headers().get(HttpHeaders.CONTENT_TYPE),
                request.clientAddress(),
                request.protocolVersion(),
                request.door(),
                HTTPS.equals(request.scheme()),
                request.headers().get(HttpHeaders.USER_AGENT),
                payload(request, response));
    }

    private static @Nullable Payload payload(GatewayRequest request, GatewayResponse response) {
        return request instanceof TappedRequest in && response instanceof TappedResponse out
                ? new Payload(in.kept(), out.sentBytes() == 0 ? null : out.kept())
                : null;
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
