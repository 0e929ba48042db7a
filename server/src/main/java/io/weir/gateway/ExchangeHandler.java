package io.weir.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.weir.analytics.AnalyticsSink;
import io.weir.exchange.Exchange;
import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import io.weir.exchange.RequestHandler;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimiterBatcher;
import io.weir.policy.PolicyChain;
import io.weir.policy.RoutedExchange;
import io.weir.policy.apikey.ApiKeyPolicy;
import io.weir.policy.apikey.KeyQuery;
import io.weir.policy.ratelimit.RateLimitHeaders;
import io.weir.route.Match;
import io.weir.route.Route;
import io.weir.time.Ticker;
import io.weir.upstream.EndpointGroup;
import io.weir.upstream.UpstreamCall;
import io.weir.upstream.UpstreamClient;
import io.weir.upstream.UpstreamListener;
import io.weir.upstream.UpstreamOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request, whole: match, policies, forward, record. Confined to one event loop, of which it has the limiter's batcher and
 * the connections to targets. An error is turned into an answer, and logged where it is the gateway's fault, here and nowhere else.
 */
public final class ExchangeHandler implements RequestHandler, PolicyChain.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);
    private static final List<String> WITHHELD = List.of(ApiKeyPolicy.HEADER);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Gateway gateway;
    private final LimiterBatcher limiter;
    private final UpstreamClient upstream;
    private final Recorder recorder;
    private final RequestIds ids;
    private final Ticker ticker;

    /** @param ids used on this event loop alone */
    public ExchangeHandler(
            Gateway gateway,
            LimiterBatcher limiter,
            UpstreamClient upstream,
            TrafficMetrics metrics,
            AnalyticsSink analytics,
            RequestIds ids,
            Ticker ticker) {
        this.gateway = gateway;
        this.limiter = limiter;
        this.upstream = upstream;
        this.recorder = new Recorder(metrics, analytics, gateway, ticker);
        this.ids = ids;
        this.ticker = ticker;
    }

    @Override
    public void handle(GatewayRequest request, GatewayResponse response) {
        long start = ticker.nanos();
        String id = ids.idFor(request);
        if (!gateway.isOpen()) {
            answer(new Exchange(request, response, id, start), new GatewayError.Quiesced(), null);
            return;
        }
        GatewaySnapshot snapshot = gateway.snapshot();
        Match match = snapshot.routes().match(request.method().name(), request.path());
        if (match instanceof Match.Found found) {
            Route route = found.route();
            PublishedApi api = snapshot.apiOf(route);
            int kept = recorder.keptBytes(route);
            enter(
                    new RoutedExchange(
                            kept == 0 ? request : new TappedRequest(request, kept),
                            kept == 0 ? response : new TappedResponse(response, kept),
                            id,
                            start,
                            route,
                            snapshot.catalog(),
                            api.endpoints(),
                            limiter),
                    api.policies());
        } else {
            answer(new Exchange(request, response, id, start), RouteErrors.of(match, request), null);
        }
    }

    private void enter(RoutedExchange exchange, PolicyChain policies) {
        GatewayError closed = RouteErrors.of(exchange.route());
        if (closed != null) {
            answer(exchange, closed, null);
            return;
        }
        try {
            policies.run(exchange, this);
        } catch (RuntimeException e) {
            answer(exchange, new GatewayError.Internal(e), null);
        }
    }

    @Override
    public void passed(RoutedExchange exchange) {
        EndpointGroup group = exchange.endpoints();
        if (group == null) {
            answer(exchange, new GatewayError.NoEndpoint(exchange.route().apiId(), RETRY_AFTER_SECONDS), null);
        } else if (exchange.response().isClosed()) {
            recorder.record(exchange, null, null);
        } else {
            upstream.forward(call(exchange, group), new Answer(exchange));
        }
    }

    @Override
    public void refused(RoutedExchange exchange, GatewayError error) {
        answer(exchange, error, null);
    }

    private static UpstreamCall call(RoutedExchange exchange, EndpointGroup group) {
        GatewayRequest request = exchange.request();
        String resource = request.path().substring(exchange.route().contextLength());
        String query = KeyQuery.without(request.query());
        String target = (resource.isEmpty() ? "/" : resource) + (query == null ? "" : "?" + query);
        return new UpstreamCall(request, exchange.response(), group, target, WITHHELD, exchange.id());
    }

    private void answer(Exchange exchange, GatewayError error, @Nullable UpstreamOutcome outcome) {
        if (error instanceof GatewayError.Internal internal) {
            LOG.error("request {} failed: {}", exchange.id(), exchange.request().path(), internal.cause());
        }
        GatewayResponse response = exchange.response();
        if (!response.isClosed() && !response.isHeadWritten()) {
            response.status(error.status());
            addLimits(exchange);
            MultiMap headers = response.headers();
            error.headers().forEach(headers::set);
            headers.set("Content-Type", ErrorRenderer.MEDIA_TYPE);
            headers.set(RequestIds.HEADER, exchange.id());
            Buffer body = ErrorRenderer.render(error, exchange.id());
            response.end(body);
        }
        recorder.record(exchange, outcome, error);
    }

    private static void addLimits(Exchange exchange) {
        LimitDecision limits = exchange instanceof RoutedExchange routed ? routed.limits() : null;
        if (limits != null) {
            RateLimitHeaders.write(limits, exchange.response().headers());
        }
    }

    /** What becomes of one call to a target. */
    private final class Answer implements UpstreamListener {
        private final RoutedExchange exchange;

        Answer(RoutedExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onHead(GatewayResponse response) {
            addLimits(exchange);
        }

        @Override
        public void onDone(UpstreamOutcome outcome) {
            recorder.record(exchange, outcome, null);
        }

        @Override
        public void onError(GatewayError error, UpstreamOutcome outcome) {
            answer(exchange, error, outcome);
        }
    }
}
