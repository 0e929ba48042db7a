package io.weir;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.weir.admin.AdminServer;
import io.weir.admin.Readiness;
import io.weir.analytics.settings.AnalyticsSwitch;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogDecisions;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.cluster.AjpSecret;
import io.weir.cluster.Announcer;
import io.weir.cluster.ClusterView;
import io.weir.cluster.NodeInfo.State;
import io.weir.cluster.Quiesce;
import io.weir.cluster.QuiesceMode;
import io.weir.cluster.SecretFile;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.datastore.AnnouncerMover;
import io.weir.datastore.CurrentStore;
import io.weir.datastore.DataStoreSwitch;
import io.weir.datastore.LimiterMover;
import io.weir.datastore.Mover;
import io.weir.gateway.Gateway;
import io.weir.gateway.PolicyCompiler;
import io.weir.gateway.TrafficMetrics;
import io.weir.gateway.Transports;
import io.weir.limit.LimiterGuard;
import io.weir.limit.LimiterSettings;
import io.weir.limit.LiveNodes;
import io.weir.time.Ticker;
import io.weir.upstream.EndpointGroups;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node, whole: everything is built here by hand, from the store up to the listeners, and stopped in the reverse order. A node starts
 * whether or not the data store answers; it takes traffic as soon as it has routes. {@link #start} and {@link #stop} block.
 */
public final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);

    /** Vert.x makes two for each processor; one gathers twice as many checks for the same trip. */
    private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

    private static final Duration START_PATIENCE = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final NodeSettings settings;
    private final AnalyticsParts.@Nullable Stores recordStores;
    private NodeConfig config;
    private final StopList stops = new StopList();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Ticker ticker = Ticker.system();
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean isServing;
    private volatile @Nullable Quiesce quiesce;

    private Node(NodeSettings settings, AnalyticsParts.@Nullable Stores recordStores) {
        this.settings = settings;
        this.recordStores = recordStores;
        this.config = settings.config();
    }

    /**
     * Starts a node. When this returns the admin listener answers, and the traffic listeners do if there is a catalogue to serve;
     * otherwise they follow as soon as there is one.
     *
     * @throws NodeStartException naming what was wrong; nothing of the node is left then
     */
    public static Node start(NodeSettings settings) throws NodeStartException, InterruptedException {
        return start(settings, null);
    }

    /** @param recordStores opens the way to the analytics server; null for Elasticsearch */
    static Node start(NodeSettings settings, AnalyticsParts.@Nullable Stores recordStores)
            throws NodeStartException, InterruptedException {
        Node node = new Node(settings, recordStores);
        try {
            node.start();
            return node;
        } catch (NodeStartException | InterruptedException | RuntimeException e) {
            node.stops.stopAll();
            throw e;
        }
    }

    /**
     * Is not ready any more at once, serves on for {@code quiesce.delay}, refuses then, lets requests in flight come to their end within
     * {@code quiesce.timeout}, leaves the cluster and stops everything.
     */
    public void stop() {
        Quiesce all = quiesce;
        if (all != null) {
            all.stopping();
        }
        stops.stopAll();
        log.info("stopped");
    }

    private void start() throws NodeStartException, InterruptedException {
        DataFolder data = DataFolder.open(settings.data());
        stops.add("data folder", data::close);
        stops.add("metrics", meters::close);
        bindJvmMetrics();
        String id = data.nodeId(config.node().id(), random);
        DataStores dataStores = new DataStores(settings, data.path(), id, random, ticker, meters);
        CurrentStore<StoreParts> store = dataStores.open();
        stops.add("data store", store::close);
        StoreParts ports = store.ports();
        config = new SharedListeners(data.file("listeners.json"), settings.overridden()).over(config, ports.listeners);
        EventParts events = new EventParts(ports.events, ports.leases, id, clock, ticker, random, meters);
        events.start();
        stops.add("events", events::stop);
        AuditParts audit = new AuditParts(ports, id, events.publisher, ticker, random, meters);
        audit.start();
        stops.add("audit log", audit::stop);
        ElasticParts elastic = new ElasticParts(data.path(), settings.searchPath(), ticker, clock, meters);
        stops.add("analytics server", elastic::stop);
        AnalyticsParts analytics = new AnalyticsParts(
                recordStores == null ? elastic : recordStores,
                data.path(),
                id,
                events.publisher,
                clock,
                ticker,
                random,
                meters);
        analytics.start(config.analytics());
        stops.add("analytics", analytics::stop);
        Vertx vertx = Transports.open(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        stops.add("event loops", () -> await(vertx.close(), STOP_PATIENCE));

        Gateway gateway = new Gateway(new EndpointGroups(random.nextDouble()), new PolicyCompiler(clock));
        SnapshotFile snapshot = dataStores.snapshotFile(CurrentStore.nameOf(config.datastore()));
        SnapshotWriter snapshots = new SnapshotWriter(snapshot, ticker, meters);
        CatalogUpdater updater = new CatalogUpdater(ports.catalog, snapshot, clock, ticker, meters);
        updater.addListener(gateway);
        updater.addListener(snapshots);
        updater.addListener(events.catalogEvents);
        updater.addListener(analytics.lifecycle);
        updater.beginOnlyIf(() -> dataStores.otherHolders(store));
        StoreEvents storeEvents = new StoreEvents(id, events.publisher);
        updater.addStoreListener(storeEvents);
        Quiesce quiesced = new Quiesce(id, ports.registry);
        quiesce = quiesced;
        TrafficMetrics trafficMetrics = new TrafficMetrics(meters);
        LoadMeter load = new LoadMeter(trafficMetrics::requests, ticker);
        SelfDescription.Standing standing = new SelfDescription.Standing(this::state, quiesced::mode, load);
        SelfDescription self =
                new SelfDescription(id, config, settings.version(), updater, clock.instant(), standing, random);
        MembershipEvents membership = new MembershipEvents(id, () -> store.ports().registry, events.publisher);
        ClusterParts cluster = new ClusterParts(
                settings, data, ports.registry, self, quiesced, updater, membership, ticker, clock, meters);
        join(cluster.announcer);
        events.startRetention();
        stops.add("event retention", events::stopRetention);
        audit.startRetention();
        stops.add("audit retention", audit::stopRetention);
        elastic.startUpkeep(store, id, analytics::spooledIndices, events.publisher, random);
        stops.add("upkeep of analytics", elastic::stopUpkeep);
        snapshots.start();
        stops.add("snapshots", snapshots::stop);
        CompletableFuture<Catalog> loaded = updater.start();
        stops.add("catalogue", updater::stop);
        LimiterGuard limiter = startLimiter(ports, new LastView(id, cluster.announcer));
        updater.addStoreListener((change, revision) -> limiter.forgetStore());
        DataStoreSwitch<StoreParts> stores = dataStores.newSwitch(store, updater, snapshots, self, clock);
        stores.addMover(new LimiterMover<>(limiter));
        stores.addMover(Mover.of(to -> quiesced.moveTo(to.registry)));
        stores.addMover(new AnnouncerMover<>(cluster.announcer, config.cluster().name(), self));
        stores.addMover(Mover.of(events::moveTo));
        stores.addMover(Mover.of(audit::moveTo));
        stores.addMover(Mover.of(elastic::moveTo));
        stores.onMove(storeEvents::moved);
        Predicate<Secret> ajpSecret = followAjpSecret(ports, stores, data);
        TrafficParts traffic = new TrafficParts(
                vertx,
                config,
                gateway,
                limiter,
                trafficMetrics,
                analytics.sink(),
                ajpSecret,
                meters,
                ticker,
                clock,
                random);
        analytics.watch(new NodeMonitor(load, traffic::requestsInFlight, updater));
        ClusterReports reports = new ClusterReports(
                config.cluster().name(),
                () -> store.ports().registry,
                cluster,
                updater,
                self,
                () -> elastic.queries().isPresent());
        AnalyticsSwitch records = elastic.settings(config.analytics(), settings.configFile(), analytics::change);
        startAdmin(vertx, store, stores, records, elastic, events, audit, analytics, updater, cluster, reports, data);
        serveWhenLoaded(loaded, traffic, cluster, new TrafficQuiesce(vertx, traffic, config.quiesce(), ticker));
    }

    private void join(Announcer announcer) throws NodeStartException, InterruptedException {
        CompletableFuture<ClusterView> joined = announcer.start();
        stops.add("membership", announcer::stop);
        try {
            ClusterView view = joined.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            log.info("cluster {}: nodes {}", config.cluster().name(), view.ids());
        } catch (ExecutionException e) {
            throw new NodeStartException(reasonOf(e), e);
        } catch (TimeoutException e) {
            log.warn(
                    "the data store at {} does not answer; starting without it",
                    config.datastore().addresses());
        }
    }

    /** Which secrets web servers may send; blocks for the store's patience at most. */
    private Predicate<Secret> followAjpSecret(StoreParts store, DataStoreSwitch<StoreParts> stores, DataFolder data) {
        NodeConfig.Ajp ajp = config.listeners().ajp();
        if (!ajp.enabled()) {
            return given -> false;
        }
        AjpSecret secret = new AjpSecret(store.secrets, ajp.secret(), new SecretFile(data.path()), clock, random);
        secret.start();
        stops.add("AJP secret", secret::stop);
        stores.addMover(Mover.of(to -> secret.moveTo(to.secrets)));
        return secret::accepts;
    }

    private LimiterGuard startLimiter(StoreParts store, LiveNodes nodes) throws InterruptedException {
        LimiterSettings limiterSettings = LimiterSettings.of(config.datastore().commandTimeout());
        LimiterGuard limiter = new LimiterGuard(store.limiter, nodes, limiterSettings, ticker, clock, random, meters);
        CompletableFuture<Boolean> isShared = limiter.start().toCompletableFuture();
        stops.add("limiter", () -> limiter.stop().toCompletableFuture().get(10, TimeUnit.SECONDS));
        try {
            isShared.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("limits are approximate until the data store answers");
        }
        return limiter;
    }

    private void startAdmin(
            Vertx vertx,
            CurrentStore<StoreParts> store,
            DataStoreSwitch<StoreParts> stores,
            AnalyticsSwitch records,
            ElasticParts elastic,
            EventParts events,
            AuditParts audit,
            AnalyticsParts analytics,
            CatalogUpdater updater,
            ClusterParts cluster,
            ClusterReports reports,
            DataFolder data)
            throws NodeStartException, InterruptedException {
        NodeConfig.Listeners listeners = config.listeners();
        if (!listeners.admin().enabled() && !listeners.portal().enabled()) {
            return;
        }
        AdminServer admin = new AdminServer(
                vertx,
                config,
                new AdminServer.Services(
                        updater::catalog,
                        updater,
                        () -> store.ports().catalog,
                        () -> store.ports().gauge,
                        new AdminServer.People(
                                audit.node,
                                () -> store.ports().sessions,
                                () -> store.ports().attempts,
                                () -> store.ports().portal,
                                audit::log,
                                List.of(audit.writer, analytics.audit)),
                        events::log,
                        events.feed,
                        stores,
                        records,
                        elastic::queries,
                        new CatalogDecisions(updater, clock),
                        reports,
                        cluster.quiesce,
                        () -> store.ports().listeners,
                        () -> readiness(updater),
                        meters,
                        ticker,
                        clock,
                        random,
                        data.path()));
        start("", admin.start());
        stops.add("admin listener", () -> await(admin.stop(), STOP_PATIENCE));
    }

    private void serveWhenLoaded(
            CompletableFuture<Catalog> loaded, TrafficParts traffic, ClusterParts cluster, TrafficQuiesce quiescing)
            throws NodeStartException, InterruptedException {
        Quiesce quiesced = cluster.quiesce;
        quiesced.addListener(() -> {
            if (quiesced.mode() == QuiesceMode.ALL) {
                quiescing.quiesce();
            } else {
                quiescing.resume();
            }
        });
        NodeConfig.Quiesce times = config.quiesce();
        Duration patience = times.delay().plus(times.timeout()).plus(STOP_PATIENCE);
        stops.add("traffic", () -> {
            await(quiescing.quiesce(), patience);
            await(traffic.stop(), STOP_PATIENCE);
        });
        try {
            loaded.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            start("", traffic.start());
            serving(cluster.announcer);
        } catch (ExecutionException e) {
            throw new NodeStartException("catalogue: " + reasonOf(e), e);
        } catch (TimeoutException e) {
            log.warn("no catalogue yet: traffic begins when the data store answers");
            Future.fromCompletionStage(loaded)
                    .compose(catalog -> traffic.start())
                    .onSuccess(started -> serving(cluster.announcer))
                    .onFailure(failure -> log.error("{}", failure.getMessage()));
        }
    }

    private void serving(Announcer announcer) {
        isServing = true;
        announcer.announce();
        log.info("ready");
    }

    private State state() {
        Quiesce asked = quiesce;
        return asked != null && asked.mode() == QuiesceMode.ALL
                ? State.QUIESCED
                : isServing ? State.UP : State.STARTING;
    }

    private Readiness readiness(CatalogUpdater updater) {
        return switch (state()) {
            case UP ->
                new Readiness(true, "serving revision " + updater.catalog().revision());
            case STARTING -> new Readiness(false, "routes are not loaded");
            case QUIESCED -> new Readiness(false, "the node is quiesced");
        };
    }

    private void bindJvmMetrics() {
        new JvmMemoryMetrics().bindTo(meters);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(meters);
        stops.add("metrics of collections", collections::close);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }

    private static void start(String complaint, Future<Void> starting) throws NodeStartException, InterruptedException {
        try {
            await(starting, START_PATIENCE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NodeStartException named
                    ? named
                    : new NodeStartException(complaint + reasonOf(e), e);
        } catch (TimeoutException e) {
            throw new NodeStartException(complaint + "no answer within " + START_PATIENCE, e);
        }
    }

    private static void await(Future<Void> future, Duration patience)
            throws ExecutionException, TimeoutException, InterruptedException {
        future.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String reasonOf(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }
}
