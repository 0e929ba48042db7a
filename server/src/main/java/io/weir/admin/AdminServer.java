package io.weir.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.weir.admin.pages.PageFiles;
import io.weir.admin.pages.PageServer;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.settings.AnalyticsSettings;
import io.weir.audit.AuditListener;
import io.weir.audit.AuditLog;
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
import io.weir.door.TrustedProxies;
import io.weir.event.EventFeed;
import io.weir.event.EventLog;
import io.weir.limit.LimitGauge;
import io.weir.session.AttemptStore;
import io.weir.session.PortalSettingsStore;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin listener (REST API, health, metrics) and the portal's, each where it is enabled. They answer as soon as they listen, whatever the
 * store does; the first administrator is made when the store is there. {@link #start} and {@link #stop} once each, any thread.
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
    private final GatewayCaller gateway;
    private volatile @Nullable HttpServer server;
    private volatile @Nullable HttpServer portal;
    private volatile @Nullable EventStreams streams;
    private volatile boolean isStopping;

    /**
     * What the server works with.
     *
     * @param catalog what this node serves now
     * @param writer changes it
     * @param store keeps imported documents
     * @param gauge reads the counters of limits
     * @param people keeps what is about people
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
     * @param data the node's data folder
     */
    public record Services(
            Supplier<Catalog> catalog,
            CatalogWriter writer,
            Supplier<CatalogStore> store,
            Supplier<LimitGauge> gauge,
            People people,
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
            PrometheusMeterRegistry meters,
            Ticker ticker,
            InstantSource clock,
            SecureRandom random,
            Path data) {}

    /**
     * What is kept about people for the cluster.
     *
     * @param node this node's id
     * @param sessions log-ins
     * @param attempts tries to log in
     * @param portal who may sign up
     * @param audit who changed what
     * @param listeners are told of each change
     */
    public record People(
            String node,
            Supplier<SessionStore> sessions,
            Supplier<AttemptStore> attempts,
            Supplier<PortalSettingsStore> portal,
            Supplier<AuditLog> audit,
            List<AuditListener> listeners) {
        /** Takes a copy. */
        public People {
            listeners = List.copyOf(listeners);
        }
    }

    public AdminServer(Vertx vertx, NodeConfig config, Services services) {
        this.vertx = vertx;
        this.config = config;
        this.services = services;
        this.lanes = new Lanes(services.meters());
        this.secrets = new Secrets(services.random());
        this.localToken = new LocalToken(services.data(), secrets);
        this.firstAdmin = new FirstAdmin(services.writer(), passwords, secrets, services.data());
        this.fetcher = new DocumentFetcher(lanes, (int) Dispatcher.MAX_DOCUMENT_BYTES, FETCH_PATIENCE);
        this.gateway = new GatewayCaller(services.ticker());
    }

    /** Writes the local token and begins to listen; fails where an address is taken or the keystore cannot be read. */
    public Future<Void> start() {
        return vertx.executeBlocking(this::prepare)
                .compose(router -> listen(router)
                        .compose(listening -> listenForPortal(router))
                        .onSuccess(listening -> ensureFirstAdmin()));
    }

    private Future<Void> listen(AdminRouter router) {
        NodeConfig.Admin listener = config.listeners().admin();
        if (!listener.enabled()) {
            return Future.succeededFuture();
        }
        HttpServerOptions options = options();
        if (listener.tls()) {
            options.setSsl(true).setKeyCertOptions(Keystores.of(listener));
        }
        return vertx.createHttpServer(options)
                .requestHandler(router.create(Entrance.ADMIN))
                .listen(listener.port(), listener.host())
                .onSuccess(listening -> {
                    server = listening;
                    log.info("admin API listens on {}:{}", listener.host(), listening.actualPort());
                })
                .recover(e -> Future.failedFuture(unbound("admin", listener.host(), listener.port(), e)))
                .mapEmpty();
    }

    private Future<Void> listenForPortal(AdminRouter router) {
        NodeConfig.Portal listener = config.listeners().portal();
        if (!listener.enabled()) {
            return Future.succeededFuture();
        }
        return vertx.createHttpServer(options())
                .requestHandler(router.create(Entrance.PORTAL))
                .listen(listener.port(), listener.host())
                .onSuccess(listening -> {
                    portal = listening;
                    log.info("the portal listens on {}:{}", listener.host(), listening.actualPort());
                })
                .recover(e -> Future.failedFuture(unbound("portal", listener.host(), listener.port(), e)))
                .mapEmpty();
    }

    private static IOException unbound(String name, String host, int port, Throwable e) {
        return new IOException(
                "listeners." + name + ": " + host + ":" + port + " cannot be bound: " + e.getMessage(), e);
    }

    /** Stops listening, lets requests under way come to their end. */
    public Future<Void> stop() {
        isStopping = true;
        EventStreams following = streams;
        if (following != null) {
            following.stop();
        }
        return Future.join(close(server), close(portal))
                .eventually(() -> vertx.executeBlocking(() -> {
                    lanes.stop();
                    fetcher.close();
                    gateway.close();
                    return null;
                }))
                .mapEmpty();
    }

    private static Future<Void> close(@Nullable HttpServer running) {
        return running == null ? Future.succeededFuture() : running.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The port that it listens on; 0 before it does. */
    public int port() {
        HttpServer running = server;
        return running == null ? 0 : running.actualPort();
    }

    /** The port that the portal listens on; 0 before it does. */
    public int portalPort() {
        HttpServer running = portal;
        return running == null ? 0 : running.actualPort();
    }

    private AdminRouter prepare() throws IOException {
        Contract contract = Contract.load();
        localToken.start();
        People people = services.people();
        RecentSessions recent = new RecentSessions(services.ticker());
        services.datastore().onMove(moved -> recent.clear());
        Authenticator authenticator =
                new Authenticator(services.catalog(), people.sessions(), recent, localToken, services.clock());
        EventStreams following = new EventStreams(vertx, services.feed(), lanes, authenticator, services.meters());
        streams = following;
        Dispatcher dispatcher = new Dispatcher(
                vertx,
                lanes,
                authenticator,
                new Resources(services, secrets, passwords, fetcher, gateway, recent, following)
                        .handlers(contract, config),
                config.node().profile(),
                services.quiesce()::mode,
                services.datastore()::moves,
                services.ticker(),
                services.meters(),
                new Audit(people.node(), people.listeners(), services.clock(), services.ticker(), services.meters()));
        HealthEndpoints health = new HealthEndpoints(vertx, lanes, this::readiness, services.meters());
        TrustedProxies proxies = TrustedProxies.of(config.traffic().trustedProxies());
        return new AdminRouter(vertx, services.random(), contract, dispatcher, health, proxies, pages());
    }

    private @Nullable PageServer pages() throws IOException {
        if (config.node().profile() == NodeConfig.Profile.GATEWAY) {
            return null;
        }
        PageFiles files = PageFiles.load();
        if (files.isEmpty()) {
            log.warn("there is no console: module admin-console is not on the class path");
        }
        return new PageServer(files);
    }

    /** Who waits for a new cluster's first node to be ready can log in then, and make tokens. */
    private Readiness readiness() {
        Readiness node = services.readiness().get();
        boolean hasUsers = services.catalog().get().size(Kind.USER) > 0;
        return node.isReady() && !hasUsers ? new Readiness(false, "the first administrator is not made yet") : node;
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false);
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
