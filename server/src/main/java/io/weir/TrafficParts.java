package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.weir.ajp.AjpListener;
import io.weir.analytics.AnalyticsSink;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.door.Listener;
import io.weir.exchange.RequestHandler;
import io.weir.gateway.ExchangeHandler;
import io.weir.gateway.Gateway;
import io.weir.gateway.RequestIds;
import io.weir.gateway.TrafficMetrics;
import io.weir.http.HttpListener;
import io.weir.limit.Limiter;
import io.weir.limit.LimiterBatcher;
import io.weir.time.Ticker;
import io.weir.upstream.UpstreamClient;
import io.weir.upstream.UpstreamMetrics;
import io.weir.upstream.UpstreamOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The listeners of one node, with a request handler and connections to targets for each event loop. {@link #start} and {@link #stop}
 * once each.
 */
final class TrafficParts {
    /** What was answered a moment ago has to reach its caller. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Gateway gateway;
    private final Limiter limiter;
    private final TrafficMetrics trafficMetrics;
    private final AnalyticsSink analytics;
    private final UpstreamMetrics upstreamMetrics;
    private final Ticker ticker;
    private final SecureRandom random;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private final List<LoopClient> clients = new ArrayList<>();

    /** A client and the event loop that it belongs to. */
    private record LoopClient(Context context, UpstreamClient client) {
        Future<Void> stop() {
            Promise<Void> stopped = Promise.promise();
            context.runOnContext(nothing -> client.stop().onComplete(stopped));
            return stopped.future();
        }
    }

    /** @param ajpSecret whether this is a secret that web servers may send; does not block */
    TrafficParts(
            Vertx vertx,
            NodeConfig config,
            Gateway gateway,
            Limiter limiter,
            TrafficMetrics trafficMetrics,
            AnalyticsSink analytics,
            Predicate<Secret> ajpSecret,
            MeterRegistry meters,
            Ticker ticker,
            InstantSource clock,
            SecureRandom random) {
        this.vertx = vertx;
        this.gateway = gateway;
        this.limiter = limiter;
        this.trafficMetrics = trafficMetrics;
        this.analytics = analytics;
        this.upstreamMetrics = new UpstreamMetrics(meters);
        this.ticker = ticker;
        this.random = random;
        RequestIds refusedIds = new RequestIds(random);
        Listener.Wiring wiring = new Listener.Wiring(
                vertx, config.traffic(), this::newHandler, refusedIds::next, analytics, meters, ticker, clock);
        boolean takesTraffic = config.node().profile().takesTraffic();
        NodeConfig.Http http = config.listeners().http();
        if (takesTraffic && http.enabled()) {
            listeners.put("http: " + http.host() + ":" + http.port(), HttpListener.clear(http, wiring));
        }
        NodeConfig.Https https = config.listeners().https();
        if (takesTraffic && https.enabled()) {
            listeners.put("https: " + https.host() + ":" + https.port(), HttpListener.tls(https, wiring));
        }
        NodeConfig.Ajp ajp = config.listeners().ajp();
        if (takesTraffic && ajp.enabled()) {
            listeners.put("ajp: " + ajp.host() + ":" + ajp.port(), AjpListener.of(ajp, ajpSecret, wiring));
        }
    }

    private RequestHandler newHandler(Context context) {
        UpstreamClient client =
                new UpstreamClient(vertx, new ClientSSLOptions(), UpstreamOptions.DEFAULTS, ticker, upstreamMetrics);
        client.start();
        synchronized (clients) {
            clients.add(new LoopClient(context, client));
        }
        LimiterBatcher batcher = new LimiterBatcher(limiter, task -> context.runOnContext(nothing -> task.run()));
        RequestIds ids = new RequestIds(new SplittableRandom(random.nextLong()));
        return new ExchangeHandler(gateway, batcher, client, trafficMetrics, analytics, ids, ticker);
    }

    /** Binds all listeners; fails naming the one that cannot be bound. */
    Future<Void> start() {
        List<Future<Void>> starting = new ArrayList<>();
        listeners.forEach((name, listener) -> starting.add(listener.start()
                .recover(failure -> Future.failedFuture(
                        new NodeStartException("listeners." + name + " cannot be bound: " + failure.getMessage())))));
        return Future.all(starting).mapEmpty();
    }

    /** Asks callers to go elsewhere; all are served. */
    Future<Void> drain() {
        return onEach(Listener::drain);
    }

    /** Takes that back. */
    Future<Void> resume() {
        return onEach(Listener::resume);
    }

    /** Takes requests, or refuses them. */
    void open(boolean open) {
        gateway.open(open);
    }

    /** Closes every connection. */
    Future<Void> cut() {
        return onEach(Listener::cut);
    }

    int requestsInFlight() {
        return listeners.values().stream().mapToInt(Listener::requestsInFlight).sum();
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Closes everything; nothing should be in flight any more. */
    Future<Void> stop() {
        return onEach(listener -> listener.stop(LAST_ANSWERS)).eventually(this::stopClients);
    }

    private Future<Void> onEach(Function<Listener, Future<Void>> action) {
        return Future.join(listeners.values().stream().map(action).toList()).mapEmpty();
    }

    private Future<Void> stopClients() {
        synchronized (clients) {
            return Future.join(clients.stream().map(LoopClient::stop).toList()).mapEmpty();
        }
    }
}
