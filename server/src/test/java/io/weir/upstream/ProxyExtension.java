package io.weir.upstream;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ClientSSLOptions;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import io.weir.catalog.EndpointDefinition.Timeouts;
import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayResponse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A proxy on a loopback port: a Vert.x server, one {@link UpstreamClient}, no routing. An error is answered with its status and its
 * code as the body. Its clock can be moved forward.
 */
final class ProxyExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Duration SHORT = Duration.ofMillis(800);

    /** Timeouts that a test can wait for. */
    static final Timeouts TIMEOUTS = new Timeouts(SHORT, SHORT, SHORT);

    private final AtomicLong ahead = new AtomicLong();
    private final BlockingQueue<UpstreamOutcome> outcomes = new LinkedBlockingQueue<>();
    private final UpstreamOptions options;
    private final ClientSSLOptions tls;
    private final List<String> withheld = new ArrayList<>();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EndpointGroups groups = new EndpointGroups(0);
    private volatile @Nullable EndpointGroup group;
    private volatile boolean trusting;
    private @Nullable Vertx vertx;
    private @Nullable UpstreamClient client;
    private int port;

    ProxyExtension(UpstreamOptions options, ClientSSLOptions tls) {
        this.options = options;
        this.tls = tls;
    }

    ProxyExtension() {
        this(UpstreamOptions.DEFAULTS, new ClientSSLOptions());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        meters = new SimpleMeterRegistry();
        groups = new EndpointGroups(0);
        outcomes.clear();
        withheld.clear();
        trusting = false;
        Vertx started = Vertx.vertx();
        vertx = started;
        client = new UpstreamClient(
                started, tls, options, () -> System.nanoTime() + ahead.get(), new UpstreamMetrics(meters));
        await(started.deployVerticle(new Front()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        await(requireNonNull(vertx).close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private final class Front extends VerticleBase {
        @Override
        public Future<?> start() {
            requireNonNull(client).start();
            HttpServer server = vertx.createHttpServer(new HttpServerOptions().setMaxHeaderSize(64 * 1024))
                    .requestHandler(ProxyExtension.this::forward);
            return server.listen(0, "127.0.0.1").onSuccess(listening -> port = listening.actualPort());
        }

        @Override
        public Future<?> stop() {
            return requireNonNull(client).stop();
        }
    }

    private void forward(HttpServerRequest request) {
        ServerAdapters.Response response = new ServerAdapters.Response(request.response());
        UpstreamCall call = new UpstreamCall(
                new ServerAdapters.Request(request, trusting),
                response,
                requireNonNull(group),
                request.uri(),
                List.copyOf(withheld),
                "id-1");
        requireNonNull(client).forward(call, new Answering(response));
    }

    private final class Answering implements UpstreamListener {
        private final GatewayResponse response;

        Answering(GatewayResponse response) {
            this.response = response;
        }

        @Override
        public void onHead(GatewayResponse filled) {
            filled.headers().set("X-Seen", String.valueOf(filled.status()));
        }

        @Override
        public void onDone(UpstreamOutcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void onError(GatewayError error, UpstreamOutcome outcome) {
            outcomes.add(outcome);
            error.headers().forEach(response.headers()::set);
            response.status(error.status()).end(io.vertx.core.buffer.Buffer.buffer(error.code()));
        }
    }

    int port() {
        return port;
    }

    EndpointGroup group() {
        return requireNonNull(group);
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    void trustCaller() {
        trusting = true;
    }

    void withhold(String header) {
        withheld.add(header);
    }

    /** From now on requests go to these, in turn, with the default timeouts. */
    void routeTo(String... urls) {
        routeTo(null, Protocol.AUTO, urls);
    }

    void routeTo(@Nullable Timeouts timeouts, Protocol protocol, String... urls) {
        List<Target> targets = new ArrayList<>();
        for (String url : urls) {
            targets.add(new Target(URI.create(url), 1));
        }
        group = groups.groupFor(
                "api",
                new EndpointDefinition(
                        urls.length == 1 ? EndpointDefinition.Type.SINGLE : EndpointDefinition.Type.LOAD_BALANCER,
                        Algorithm.ROUND_ROBIN,
                        targets,
                        timeouts,
                        protocol));
    }

    /** Moves the clock forward. */
    void advance(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    /** How the next call went that was not asked for yet. */
    UpstreamOutcome outcome() {
        try {
            return requireNonNull(outcomes.poll(10, TimeUnit.SECONDS), "no outcome within 10 s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasOutcome() {
        return !outcomes.isEmpty();
    }
}
