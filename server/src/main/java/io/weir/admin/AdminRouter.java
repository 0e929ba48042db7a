package io.weir.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.weir.admin.pages.PageServer;
import io.weir.door.Caller;
import io.weir.door.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which path of the admin listener leads where, and of the portal's. */
final class AdminRouter {
    private static final String BEARER = "Bearer ";
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "Via");

    private final Vertx vertx;
    private final RandomGenerator random;
    private final Contract contract;
    private final Dispatcher dispatcher;
    private final HealthEndpoints health;
    private final TrustedProxies proxies;
    private final @Nullable PageServer pages;

    /** @param pages null where the node shows none */
    AdminRouter(
            Vertx vertx,
            RandomGenerator random,
            Contract contract,
            Dispatcher dispatcher,
            HealthEndpoints health,
            TrustedProxies proxies,
            @Nullable PageServer pages) {
        this.vertx = vertx;
        this.random = random;
        this.contract = contract;
        this.dispatcher = dispatcher;
        this.health = health;
        this.proxies = proxies;
        this.pages = pages;
    }

    Router create(Entrance entrance) {
        Router router = Router.router(vertx);
        if (entrance.isForOperators()) {
            health.paths()
                    .forEach((path, handler) -> router.route(path)
                            .method(HttpMethod.GET)
                            .method(HttpMethod.HEAD)
                            .handler(context -> handler.accept(reply(context))));
        }
        List<Operation> offered =
                contract.operations().values().stream().filter(entrance::offers).toList();
        offered.forEach(operation -> router.route(operation.method(), path(operation))
                .handler(context -> dispatch(context, operation, entrance)));
        offered.stream()
                .collect(Collectors.groupingBy(AdminRouter::path, TreeMap::new, Collectors.toList()))
                .forEach(
                        (path, operations) -> router.route(path).handler(context -> refuseMethod(context, operations)));
        mountPages(router, entrance);
        router.route().handler(this::refusePath);
        router.route().failureHandler(this::refuseMalformed);
        return router;
    }

    private void mountPages(Router router, Entrance entrance) {
        if (pages == null) {
            return;
        }
        boolean isForOperators = entrance.isForOperators();
        pages.mountIndex(router, isForOperators ? PageServer.Page.ADMIN : PageServer.Page.PORTAL);
        pages.mount(router, PageServer.Page.PORTAL);
        if (isForOperators) {
            pages.mount(router, PageServer.Page.ADMIN);
        }
    }

    private static String path(Operation operation) {
        return Contract.BASE + operation.path().replaceAll("\\{(\\w+)}", ":$1");
    }

    private void dispatch(RoutingContext context, Operation operation, Entrance entrance) {
        HttpServerRequest request = context.request();
        Map<String, List<String>> query = context.queryParams().names().stream()
                .distinct()
                .collect(Collectors.toMap(
                        name -> name, name -> context.queryParams().getAll(name)));
        Parameters parameters = new Parameters(Map.copyOf(context.pathParams()), query, request.headers());
        dispatcher.handle(request, operation, parameters, client(request, entrance), reply(context));
    }

    private Client client(HttpServerRequest request, Entrance entrance) {
        String authorization = request.getHeader("Authorization");
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        Cookie cookie = request.getCookie(entrance.cookie());
        String peer = request.remoteAddress().hostAddress();
        Caller caller = caller(request);
        return new Client(
                entrance,
                caller == null ? "unknown" : caller.clientAddress(request.headers()),
                caller == null ? null : caller.authority(request.headers(), request.getHeader("Host")),
                entrance.isForOperators() && isLocal(peer, request.headers()),
                caller == null
                        ? request.isSSL()
                        : caller.scheme(request.headers()).equals("https"),
                isBearer && authorization != null
                        ? authorization.substring(BEARER.length()).trim()
                        : null,
                cookie == null ? null : cookie.getValue());
    }

    /** Null where the connection is gone already. */
    private @Nullable Caller caller(HttpServerRequest request) {
        InetSocketAddress peer = address(request.remoteAddress());
        InetSocketAddress local = address(request.localAddress());
        return peer == null || local == null
                ? null
                : new Caller(proxies, peer, local, request.isSSL() ? "https" : "http", null);
    }

    private static @Nullable InetSocketAddress address(@Nullable SocketAddress address) {
        InetAddress parsed =
                address == null || address.hostAddress() == null ? null : TrustedProxies.parse(address.hostAddress());
        return address == null || parsed == null ? null : new InetSocketAddress(parsed, address.port());
    }

    private static boolean isLocal(@Nullable String address, MultiMap headers) {
        try {
            return address != null
                    && InetAddress.getByName(address).isLoopbackAddress()
                    && PROXY_HEADERS.stream().noneMatch(headers::contains);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void refuseMethod(RoutingContext context, List<Operation> operations) {
        HttpMethod method = context.request().method();
        String path = context.request().path().substring(Contract.BASE.length());
        String allowed = operations.stream()
                .map(operation -> operation.method().name())
                .sorted()
                .collect(Collectors.joining(", "));
        ProblemException refusal = LaterFeatures.find(method.name(), path)
                .orElseGet(() -> new ProblemException(
                        405,
                        "method-not-allowed",
                        "method: " + method + " (expected: one of " + allowed + ")",
                        List.of(),
                        Map.of("Allow", allowed)));
        refuse(context, refusal);
    }

    private void refusePath(RoutingContext context) {
        String path = context.request().path();
        boolean isApi = path.startsWith(Contract.BASE + "/");
        ProblemException missing = new ProblemException(404, "not-found", "nothing is at " + path);
        refuse(
                context,
                isApi
                        ? LaterFeatures.find(context.request().method().name(), path.substring(Contract.BASE.length()))
                                .orElse(missing)
                        : missing);
    }

    private void refuseMalformed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure != null && context.statusCode() >= 500) {
            Reply reply = reply(context);
            reply.send(ProblemRenderer.render(failure, reply.requestId()));
        } else {
            refuse(context, new ProblemException(400, "malformed-request", "the path or query cannot be read"));
        }
    }

    private void refuse(RoutingContext context, ProblemException problem) {
        Reply reply = reply(context);
        reply.send(Answer.problem(problem, reply.requestId()));
    }

    private Reply reply(RoutingContext context) {
        return new Reply(vertx, context.request(), random);
    }
}
