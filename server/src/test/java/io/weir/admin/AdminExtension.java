package io.weir.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.audit.AuditEntry;
import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogDecisions;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.Role;
import io.weir.catalog.SnapshotFile;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.Quiesce;
import io.weir.cluster.QuiesceMode;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.event.CatalogEvents;
import io.weir.event.EventFeed;
import io.weir.limit.LimitGauge;
import io.weir.memory.InMemoryAuditLog;
import io.weir.memory.InMemoryCatalogStore;
import io.weir.memory.InMemoryEventLog;
import io.weir.memory.InMemoryLimiter;
import io.weir.memory.InMemoryListenerSettings;
import io.weir.memory.InMemoryNodeRegistry;
import io.weir.memory.InMemoryPortalSettings;
import io.weir.memory.InMemorySessionStore;
import io.weir.session.AttemptStore;
import io.weir.session.LocalAttempts;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An admin listener on a free port of loopback, over a store in memory. Every answer to an operation of the contract is held against the
 * contract's schema for its status.
 */
final class AdminExtension implements BeforeAllCallback, AfterAllCallback {
    static final Contract CONTRACT = Contract.load();
    static final Instant STARTED = Instant.parse("2026-11-21T10:00:00Z");

    private HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeDatastore datastore = new FakeDatastore();
    private final FakeAnalytics analytics = new FakeAnalytics();
    private final AtomicInteger users = new AtomicInteger();
    private final InMemoryAuditLog audit = new InMemoryAuditLog(InstantSource.system(), 10_000);
    private final InMemoryPortalSettings portal = new InMemoryPortalSettings();
    private final NodeConfig.Profile profile;
    private final boolean isTls;
    private @Nullable Path data;
    private @Nullable Vertx vertx;
    private @Nullable AdminServer server;
    private @Nullable CatalogUpdater updater;
    private @Nullable EventFeed feed;
    private final InMemoryEventLog events = new InMemoryEventLog(InstantSource.system(), Ticker.system(), 10_000);
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InMemoryNodeRegistry nodes = new InMemoryNodeRegistry(Ticker.system());
    private final Quiesce quiesce = new Quiesce("n-1", nodes);
    private final InMemoryListenerSettings shared = new InMemoryListenerSettings();
    private final InMemoryLimiter limiter = new InMemoryLimiter(InstantSource.system(), 1000);
    private @Nullable SwitchedStore store;
    private String localToken = "";
    private volatile Readiness readiness = new Readiness(true, "routes are loaded");

    AdminExtension() {
        this(NodeConfig.Profile.ALL_IN_ONE);
    }

    AdminExtension(NodeConfig.Profile profile) {
        this(profile, false);
    }

    private AdminExtension(NodeConfig.Profile profile, boolean isTls) {
        this.profile = profile;
        this.isTls = isTls;
    }

    static AdminExtension overTls() {
        return new AdminExtension(NodeConfig.Profile.ALL_IN_ONE, true);
    }

    /** An answer. */
    record Answered(int status, JsonNode json, String text, java.net.http.HttpHeaders headers) {
        @Nullable
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        String code() {
            return json.path("code").asText();
        }

        List<String> errorPaths() {
            return json.findValuesAsText("path");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    void start() throws Exception {
        Path folder = Files.createTempDirectory("weir-admin");
        Vertx made = Vertx.vertx();
        SwitchedStore switched =
                new SwitchedStore(new InMemoryCatalogStore(InstantSource.system(), new Random(1), 1000));
        CatalogUpdater follower = new CatalogUpdater(
                switched,
                new SnapshotFile(folder.resolve("catalog"), "weir", "memory"),
                InstantSource.system(),
                Ticker.system(),
                new SimpleMeterRegistry());
        EventFeed teller = new EventFeed(events, "n-1", InstantSource.system(), meters);
        teller.start();
        follower.addListener(new CatalogEvents(teller, teller, "n-1"));
        follower.start().get(10, TimeUnit.SECONDS);
        AttemptStore attempts = new LocalAttempts(Ticker.system());
        SessionStore sessions = switched.sessions(new InMemorySessionStore(Ticker.system(), InstantSource.system()));
        LimitGauge gauge = switched.gauge(limiter);
        AdminServer listener = new AdminServer(
                made,
                config(folder),
                new AdminServer.Services(
                        follower::catalog,
                        follower,
                        () -> switched,
                        () -> gauge,
                        new AdminServer.People(
                                "n-1",
                                () -> sessions,
                                () -> attempts,
                                () -> portal,
                                () -> audit,
                                List.of(audit::append)),
                        () -> events,
                        teller,
                        datastore,
                        analytics,
                        () -> Optional.ofNullable(analytics.queries),
                        new CatalogDecisions(follower, InstantSource.system()),
                        () -> cluster(follower.catalog().revision()),
                        quiesce,
                        () -> shared,
                        () -> readiness,
                        meters,
                        Ticker.system(),
                        InstantSource.system(),
                        new SecureRandom(),
                        folder));
        await(listener.start());
        data = folder;
        vertx = made;
        updater = follower;
        feed = teller;
        store = switched;
        server = listener;
        localToken = Files.readString(folder.resolve(LocalToken.FILE)).strip();
        Awaitility.await().until(() -> catalog().user(FirstAdmin.ID) != null);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
    }

    void stop() throws Exception {
        await(requireNonNull(server).stop());
        requireNonNull(feed).stop();
        requireNonNull(updater).stop();
        await(requireNonNull(vertx).close());
    }

    private NodeConfig config(Path folder) throws Exception {
        NodeConfig defaults = NodeConfig.defaults();
        NodeConfig.Listeners listeners = defaults.listeners();
        Path keystore = isTls ? TestKeystore.make(folder) : null;
        if (keystore != null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(TestKeystore.trusting(keystore))
                    .build();
        }
        NodeConfig.Admin admin =
                new NodeConfig.Admin(true, "127.0.0.1", 0, isTls, keystore, Secret.of(TestKeystore.PASSWORD));
        return new NodeConfig(
                new NodeConfig.NodeSection("n-1", "", profile, 1),
                defaults.traffic(),
                defaults.quiesce(),
                defaults.cluster(),
                new NodeConfig.Listeners(
                        listeners.http(),
                        listeners.https(),
                        listeners.ajp(),
                        admin,
                        new NodeConfig.Portal(true, "127.0.0.1", 0)),
                defaults.datastore(),
                defaults.analytics());
    }

    private static ClusterReport cluster(long revision) {
        return new ClusterReport(
                "weir",
                "n-1",
                true,
                1,
                revision,
                List.of(new ClusterReport.Node(
                        "n-1",
                        "127.0.0.1",
                        NodeInfo.State.UP,
                        QuiesceMode.NONE,
                        NodeConfig.Profile.ALL_IN_ONE,
                        "0.1",
                        1,
                        List.of(new NodeInfo.Listener("admin", 9000, true)),
                        revision,
                        true,
                        null,
                        STARTED,
                        0.5)));
    }

    Path data() {
        return requireNonNull(data);
    }

    Catalog catalog() {
        return requireNonNull(updater).catalog();
    }

    SwitchedStore store() {
        return requireNonNull(store);
    }

    InMemoryEventLog events() {
        return events;
    }

    /** What traffic is counted by. */
    InMemoryLimiter limiter() {
        return limiter;
    }

    double metric(String name, String... tags) {
        return meters.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    FakeAnalytics analytics() {
        return analytics;
    }

    FakeDatastore datastore() {
        return datastore;
    }

    void become(Readiness next) {
        readiness = next;
    }

    String localToken() {
        return localToken;
    }

    String url(String path) {
        return (isTls ? "https" : "http") + "://127.0.0.1:"
                + requireNonNull(server).port() + path;
    }

    /** What the audit log has of a request; waits for it, because the entry is made after the answer. */
    AuditEntry audited(Answered answered) {
        String requestId = requireNonNull(answered.header("X-Request-Id"));
        return Awaitility.await("the entry of request " + requestId)
                .until(() -> entry(requestId), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<AuditEntry> entry(String requestId) {
        return audit.newest(AuditFilter.ALL, null, 100).items().stream()
                .map(AuditLog.Kept::entry)
                .filter(entry -> requestId.equals(entry.requestId()))
                .findFirst();
    }

    /** A request that comes by the portal's listener. */
    HttpRequest.Builder portal(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + requireNonNull(server).portalPort() + Contract.BASE + path));
    }

    /** A token of a new user with one role. */
    String tokenOf(Role role) throws Exception {
        String label = role.name().toLowerCase(Locale.ROOT);
        String name = label + "-" + users.incrementAndGet();
        put("/users/" + name, "{\"name\":\"%s\",\"roles\":[\"%s\"]}".formatted(name, label));
        return tokenOf(name);
    }

    /** A token of a user. */
    String tokenOf(String user) throws Exception {
        return post("/tokens", "{\"name\":\"test\",\"user\":\"%s\"}".formatted(user))
                .json()
                .path("token")
                .asText();
    }

    Answered get(String path) throws Exception {
        return send(request(path).GET(), localToken);
    }

    Answered delete(String path) throws Exception {
        return send(request(path).DELETE(), localToken);
    }

    Answered post(String path, String json) throws Exception {
        return send(json(request(path), "POST", json), localToken);
    }

    Answered put(String path, String json) throws Exception {
        return send(json(request(path), "PUT", json), localToken);
    }

    Answered postAs(String token, String path, String json) throws Exception {
        return send(json(request(path), "POST", json), token);
    }

    /** Below the base path unless it starts with a slash of its own, as in {@code //health}. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create(url(path.startsWith("//") ? path.substring(1) : Contract.BASE + path)));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String method, String json) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    Answered send(HttpRequest.Builder request, @Nullable String token) throws Exception {
        HttpRequest built = token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
        HttpResponse<String> response = client.send(built, HttpResponse.BodyHandlers.ofString());
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode body = isJson ? AdminJson.MAPPER.readTree(response.body()) : AdminJson.MAPPER.nullNode();
        holdAgainstContract(built, response.statusCode(), body);
        return new Answered(response.statusCode(), body, response.body(), response.headers());
    }

    private static void holdAgainstContract(HttpRequest request, int status, JsonNode body) throws IOException {
        String path = request.uri().getRawPath();
        Optional<Operation> operation = CONTRACT.operations().values().stream()
                .filter(candidate -> candidate.method().name().equals(request.method()))
                .filter(candidate ->
                        path.matches(Contract.BASE + candidate.path().replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst();
        if (operation.isEmpty() || body.isNull()) {
            return;
        }
        Map<Integer, Schema> answers = operation.get().answers();
        Schema schema = answers.get(status >= 400 ? 0 : status);
        if (schema != null && !schema.check(body, "").isEmpty()) {
            throw new AssertionError(operation.get().id() + " answered " + status + " against the contract: "
                    + schema.check(body, "") + "\n" + body);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
