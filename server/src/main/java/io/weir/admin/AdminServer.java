package io.weir.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.settings.AnalyticsSettings;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogDecisions;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogWriter;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.Quiesce;
import io.weir.config.NodeConfig;
import io.weir.datastore.DataStoreSettings;
import io.weir.event.EventFeed;
import io.weir.event.EventLog;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin listener: REST API, health, metrics. It answers as soon as it listens, whatever the store does; the first administrator is
 * made when the store is there. {@link #start} and {@link #stop} once each, any thread.
 */
public final class AdminServer {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final int IDLE_SECONDS = 75;
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final Duration FETCH_PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_ADMIN_MILLIS = 2000;
    private static final long STOP_SECONDS = 5;

    private final Vertx vertx;
    private final NodeConfig config;
    private final Services services;
    private final Lanes lanes;
    private final Secrets secrets;
    private final LocalToken localToken;
    private final FirstAdmin firstAdmin;
    private final Passwords passwords = new Passwords();
    private final DocumentFetcher fetcher;
    private volatile @Nullable HttpServer server;
    private volatile @Nullable EventStreams streams;
    private volatile boolean isStopping;

    /**
     * What the server works with.
     *
     * @param catalog what this node serves now
     * @param writer changes it
     * @param store keeps imported documents
     * @param sessions keeps log-ins
     * @param events what happened in the cluster
     * @param feed tells what happens
     * @param datastore which store these are in
     * @param analyticsSettings where records of calls go
     * @param queries asks the analytics server; none while analytics are off
     * @param decisions what is decided where the store lost the catalogue
     * @param cluster what {@code GET /cluster} answers
     * @param quiesce what nodes are asked to refuse
     * @param listeners what nodes share
     * @param readiness what {@code GET /health/ready} answers
     * @param analytics is told who did what
     * @param data the node's data folder
     */
    public record Services(
            Supplier<Catalog> catalog,
            CatalogWriter writer,
            Supplier<CatalogStore> store,
            Supplier<SessionStore> sessions,
            Supplier<EventLog> events,
            EventFeed feed,
            DataStoreSettings datastore,
            AnalyticsSettings analyticsSettings,
            Supplier<Optional<AnalyticsQueries>> queries,
            CatalogDecisions decisions,
            Supplier<ClusterReport> cluster,
            Quiesce quiesce,
            Supplier<ListenerSettings> listeners,
            Supplier<Readiness> readiness,
            AnalyticsSink analytics,
            PrometheusMeterRegistry meters,
            Ticker ticker,
            InstantSource clock,
            SecureRandom random,
            Path data) {}

    public AdminServer(Vertx vertx, NodeConfig config, Services services) {
        this.vertx = vertx;
        this.config = config;
        this.services = services;
        this.lanes = new Lanes(services.meters());
        this.secrets = new Secrets(services.random());
        this.localToken = new LocalToken(services.data(), secrets);
        this.firstAdmin = new FirstAdmin(services.writer(), passwords, secrets, services.data());
        this.fetcher = new DocumentFetcher(lanes, (int) Dispatcher.MAX_DOCUMENT_BYTES, FETCH_PATIENCE);
    }

    /** Writes the local token and begins to listen; fails where the address is taken or the keystore cannot be read. */
    public Future<Void> start() {
        NodeConfig.Admin listener = config.listeners().admin();
        return vertx.executeBlocking(this::prepare)
                .compose(router -> {
                    HttpServer created =
                            vertx.createHttpServer(options(listener)).requestHandler(router);
                    return created.listen(listener.port(), listener.host());
                })
                .onSuccess(listening -> {
                    server = listening;
                    ensureFirstAdmin();
                    log.info("admin API listens on {}:{}", listener.host(), listening.actualPort());
                })
                .mapEmpty();
    }

    /** Stops listening, lets requests under way come to their end. */
    public Future<Void> stop() {
        isStopping = true;
        EventStreams following = streams;
        if (following != null) {
            following.stop();
        }
        HttpServer running = server;
        Future<Void> closed =
                running == null ? Future.succeededFuture() : running.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
        return closed.eventually(() -> vertx.executeBlocking(() -> {
            lanes.stop();
            fetcher.close();
            return null;
        }));
    }

    /** The port that it listens on; 0 before it does. */
    public int port() {
        HttpServer running = server;
        return running == null ? 0 : running.actualPort();
    }

    private Router prepare() throws IOException {
        Contract contract = Contract.load();
        localToken.start();
        RecentSessions recent = new RecentSessions(services.ticker());
        services.datastore().onMove(moved -> recent.clear());
        Authenticator authenticator =
                new Authenticator(services.catalog(), services.sessions(), recent, localToken, services.clock());
        EventStreams following = new EventStreams(vertx, services.feed(), lanes, authenticator, services.meters());
        streams = following;
        Dispatcher dispatcher = new Dispatcher(
                vertx,
                lanes,
                authenticator,
                new Resources(services, secrets, passwords, fetcher, recent, following).handlers(contract, config),
                config.node().profile(),
                services.quiesce()::mode,
                services.datastore()::moves,
                new Audit(services.analytics()),
                services.ticker(),
                services.meters());
        HealthEndpoints health = new HealthEndpoints(vertx, lanes, this::readiness, services.meters());
        return new AdminRouter(vertx, services.random(), contract, dispatcher, health).create();
    }

    /** Who waits for a new cluster's first node to be ready can log in then, and make tokens. */
    private Readiness readiness() {
        Readiness node = services.readiness().get();
        boolean hasUsers = services.catalog().get().size(Kind.USER) > 0;
        return node.isReady() && !hasUsers ? new Readiness(false, "the first administrator is not made yet") : node;
    }

    private static HttpServerOptions options(NodeConfig.Admin listener) {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false);
        if (listener.tls()) {
            options.setSsl(true).setKeyCertOptions(Keystores.of(listener));
        }
        return options;
    }

    /** Tried until the store answers. */
    private void ensureFirstAdmin() {
        lanes.run(Lanes.Lane.WRITE, vertx.getOrCreateContext(), firstAdmin::ensure)
                .onFailure(e -> {
                    if (e instanceof StoreUnavailableException) {
                        log.debug("the first administrator could not be made yet: {}", e.getMessage());
                    } else {
                        log.error("the first administrator could not be made; tried again", e);
                    }
                    if (!isStopping) {
                        vertx.setTimer(FIRST_ADMIN_MILLIS, id -> ensureFirstAdmin());
                    }
                });
    }
}
