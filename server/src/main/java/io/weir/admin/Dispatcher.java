package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.weir.cluster.QuiesceMode;
import io.weir.config.NodeConfig.Profile;
import io.weir.publishing.FieldProblem;
import io.weir.time.Ticker;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request of the contract through its stages: who calls, may they, the body, does it fit, do it, answer. Event loop of the
 * listener; whatever blocks is done on {@link Lanes}.
 */
final class Dispatcher {
    static final long MAX_BODY_BYTES = 4 << 20;
    static final long MAX_DOCUMENT_BYTES = 100 << 20;

    private static final long MAX_BODY_MILLIS = 30_000;
    private static final long MAX_DOCUMENT_MILLIS = 300_000;
    private static final Set<String> ASK_THE_STORE = Set.of(
            "getCluster",
            "getCatalogStatus",
            "deleteSession",
            "listEvents",
            "getListenerSettings",
            "quiesceNode",
            "resumeNode",
            "listAudit",
            "getSignup",
            "getPortalSettings",
            "putPortalSettings",
            "listUserSessions",
            "endUserSession",
            "endUserSessions");

    /** Password hashes besides log-ins. */
    private static final Set<String> HASH = Set.of("setPassword", "createUser");

    /** What {@code weir status}, {@code quiesce} and {@code resume} ask. */
    private static final Set<String> LOCAL_ON_GATEWAYS = Set.of(
            "getCluster", "getDatastoreSettings", "getAnalyticsSettings", "getSession", "quiesceNode", "resumeNode");

    private static final String TRY = "tryApi";

    /** What a node that takes no design-time writes does nevertheless. */
    private static final Set<String> WHILE_QUIESCED = Set.of(
            "createSession",
            "deleteSession",
            "quiesceNode",
            "resumeNode",
            TRY,
            "testDatastoreSettings",
            "putDatastoreSettings",
            "testAnalyticsSettings",
            "putAnalyticsSettings");

    private static final Set<String> ASK_FOR_USAGE = Set.of("listUsage", "getSubscriptionUsage");

    private static final Set<String> SETTINGS = Set.of(
            "testDatastoreSettings",
            "putDatastoreSettings",
            "testAnalyticsSettings",
            "putAnalyticsSettings",
            "adoptCatalog",
            "restoreCatalog");

    private static final Set<String> ASK_ANALYTICS = Set.of(
            "getAnalyticsSummary", "getAnalyticsSeries", "getAnalyticsTop", "listAnalyticsEvents", "getAnalyticsUsage");

    private final Vertx vertx;
    private final Lanes lanes;
    private final Authenticator authenticator;
    private final Map<String, OperationHandler> handlers;
    private final Profile profile;
    private final Supplier<QuiesceMode> quiesce;
    private final LongSupplier moves;
    private final Ticker ticker;
    private final MeterRegistry meters;
    private final Audit audit;
    private final AtomicInteger documents = new AtomicInteger();

    Dispatcher(
            Vertx vertx,
            Lanes lanes,
            Authenticator authenticator,
            Map<String, OperationHandler> handlers,
            Profile profile,
            Supplier<QuiesceMode> quiesce,
            LongSupplier moves,
            Ticker ticker,
            MeterRegistry meters,
            Audit audit) {
        this.vertx = vertx;
        this.lanes = lanes;
        this.authenticator = authenticator;
        this.handlers = Map.copyOf(handlers);
        this.profile = profile;
        this.quiesce = quiesce;
        this.moves = moves;
        this.ticker = ticker;
        this.meters = meters;
        this.audit = audit;
    }

    /** One request on its way. */
    private record Visit(
            HttpServerRequest request,
            Operation operation,
            Parameters parameters,
            Client client,
            String requestId,
            long moves,
            Trail trail) {}

    void handle(HttpServerRequest request, Operation operation, Parameters parameters, Client client, Reply reply) {
        long start = ticker.nanos();
        Context context = vertx.getOrCreateContext();
        Visit visit =
                new Visit(request, operation, parameters, client, reply.requestId(), moves.getAsLong(), new Trail());
        if (BodyReader.hasBody(request)) {
            request.pause();
        }
        identify(context, visit)
                .compose(principal -> run(context, visit, principal))
                .recover(failure -> Future.succeededFuture(ProblemRenderer.render(failure, reply.requestId())))
                .onSuccess(answer -> finish(visit, answer, reply, start));
    }

    private Future<@Nullable Principal> identify(Context context, Visit visit) {
        if (visit.operation().isOpen()) {
            return Future.<@Nullable Principal>succeededFuture(null).map(nobody -> {
                requireNotQuiesced(visit.operation());
                return nobody;
            });
        }
        return lanes.run(Lanes.Lane.DOOR, context, () -> authenticator.authenticate(visit.client()))
                .map(principal -> admit(visit, principal));
    }

    private Principal admit(Visit visit, Principal known) {
        Operation operation = visit.operation();
        visit.trail().isBy(known);
        Principal principal = visit.client().entrance().admit(known);
        if (visit.client().bearer() == null) {
            CookieGuard.require(operation.method(), visit.parameters(), visit.client());
        }
        if (!principal.hasAny(operation.roles())) {
            throw ProblemException.forbidden("roles: " + names(principal.roles()) + " (expected: one of "
                    + names(operation.roles()) + " for " + operation.id() + ")");
        }
        if (principal.way() == Principal.Way.LOCAL_TOKEN
                && profile == Profile.GATEWAY
                && !LOCAL_ON_GATEWAYS.contains(operation.id())) {
            throw ProblemException.forbidden(
                    "the local token of a node with profile gateway reads the status and quiesces only");
        }
        requireNotQuiesced(operation);
        return principal;
    }

    private void requireNotQuiesced(Operation operation) {
        QuiesceMode mode = quiesce.get();
        if (mode != QuiesceMode.NONE
                && !operation.method().equals(HttpMethod.GET)
                && !WHILE_QUIESCED.contains(operation.id())) {
            throw new ProblemException(
                    503,
                    "quiesced",
                    "quiesce: " + mode.name().toLowerCase(Locale.ROOT)
                            + " (expected: another node of the cluster, or weir resume for this one)");
        }
    }

    private static String names(Set<?> roles) {
        return roles.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        roles.stream()
                                .map(role -> role.toString().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
    }

    private Future<Answer> run(Context context, Visit visit, @Nullable Principal principal) {
        if (!visit.operation().takesDocuments()) {
            return body(visit, MAX_BODY_BYTES, MAX_BODY_MILLIS)
                    .compose(body -> lanes.run(lane(visit.operation()), context, () -> call(visit, principal, body)));
        }
        if (documents.incrementAndGet() > Lanes.Lane.DOCUMENT.capacity()) {
            documents.decrementAndGet();
            return Future.failedFuture(ProblemException.busy("other documents are being taken; try again"));
        }
        return body(visit, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_MILLIS)
                .compose(body -> lanes.run(Lanes.Lane.DOCUMENT, context, () -> call(visit, principal, body)))
                .onComplete(done -> documents.decrementAndGet());
    }

    private Future<Buffer> body(Visit visit, long maxBytes, long maxMillis) {
        if (!BodyReader.hasBody(visit.request())) {
            return Future.succeededFuture(Buffer.buffer());
        }
        return BodyReader.read(vertx, visit.request(), maxBytes, maxMillis);
    }

    private static Lanes.Lane lane(Operation operation) {
        boolean isLogin = operation.isOpen() && operation.method().equals(HttpMethod.POST);
        if (isLogin || HASH.contains(operation.id())) {
            return Lanes.Lane.LOGIN;
        }
        if (SETTINGS.contains(operation.id())) {
            return Lanes.Lane.SETTINGS;
        }
        if (operation.id().equals(TRY)) {
            return Lanes.Lane.TRY;
        }
        if (ASK_ANALYTICS.contains(operation.id())) {
            return Lanes.Lane.ANALYTICS;
        }
        if (ASK_FOR_USAGE.contains(operation.id())) {
            return Lanes.Lane.USAGE;
        }
        if (ASK_THE_STORE.contains(operation.id())) {
            return Lanes.Lane.STORE;
        }
        return operation.method().equals(HttpMethod.GET) ? Lanes.Lane.READ : Lanes.Lane.WRITE;
    }

    private Answer call(Visit visit, @Nullable Principal principal, Buffer body) throws Exception {
        Operation operation = visit.operation();
        JsonNode json = json(operation, visit.parameters(), body);
        List<FieldProblem> problems = operation.check(visit.parameters(), json);
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        requireSameStore(visit, principal);
        OperationHandler handler = Objects.requireNonNull(handlers.get(operation.id()), operation.id());
        return handler.handle(
                new Call(operation, visit.parameters(), json, body, principal, visit.client(), visit.trail()));
    }

    /** Who calls was found out in the data store that the node has left since, and says nothing in the other one. */
    private void requireSameStore(Visit visit, @Nullable Principal principal) {
        if (principal != null && principal.way() != Principal.Way.LOCAL_TOKEN && visit.moves() != moves.getAsLong()) {
            throw ProblemException.unauthenticated(
                    "the node has moved to another data store meanwhile; nothing was done (expected: a log-in there)");
        }
    }

    private static @Nullable JsonNode json(Operation operation, Parameters parameters, Buffer body) {
        boolean isJson = operation.body().containsKey(Operation.JSON) && !operation.takesDocuments();
        if (!isJson || (body.length() == 0 && !operation.bodyRequired())) {
            return null;
        }
        String mediaType = CookieGuard.mediaType(parameters.header("Content-Type"));
        if (!mediaType.equals(Operation.JSON)) {
            throw new ProblemException(
                    415,
                    "unsupported-media-type",
                    "Content-Type: " + mediaType + " (expected: " + Operation.JSON + ")");
        }
        return AdminJson.read(body);
    }

    private void finish(Visit visit, Answer answer, Reply reply, long start) {
        Operation operation = visit.operation();
        if (!operation.method().equals(HttpMethod.GET)) {
            audit.record(
                    operation,
                    visit.parameters(),
                    visit.request().path(),
                    visit.client(),
                    visit.requestId(),
                    answer,
                    visit.trail());
        }
        reply.send(answer);
        meters.timer("weir.admin.requests", "operation", operation.id(), "status", Integer.toString(answer.status()))
                .record(ticker.nanos() - start, TimeUnit.NANOSECONDS);
    }
}
