package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Api;
import io.weir.catalog.Organization;
import io.weir.cluster.NodeInfo;
import io.weir.config.NodeConfig;
import io.weir.publishing.FieldProblem;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /gateway} and {@code /apis/{id}/try}: where callers reach APIs, and a call there for pages that may not make one. */
final class GatewayResource implements Resource {
    private static final String HTTP = "http";

    private final CatalogObjects<Api> apis;
    private final NodeConfig config;
    private final Supplier<ClusterReport> cluster;
    private final GatewayCaller caller;

    GatewayResource(
            CatalogObjects<Api> apis, NodeConfig config, Supplier<ClusterReport> cluster, GatewayCaller caller) {
        this.apis = apis;
        this.config = config;
        this.cluster = cluster;
        this.caller = caller;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("getGateway", this::show, "tryApi", this::tryApi);
    }

    private Answer show(Call call) {
        String publicUrl = config.traffic().publicUrl();
        String url = publicUrl.isEmpty()
                ? listener(hostName(call.parameters().header("Host"))).orElse("")
                : withoutSlash(publicUrl);
        return Answer.json(200, Map.of("url", url));
    }

    private Answer tryApi(Call call) {
        Api api = apis.require(call.id(), ApiResource.visibleTo(call.caller())).definition();
        ObjectNode body = call.object();
        List<GatewayCaller.Header> headers = new ArrayList<>(GatewayCaller.headers(body));
        requireOwn(headers);
        String key = body.path("key").asText("");
        if (!key.isEmpty()) {
            headers.add(new GatewayCaller.Header("X-API-Key", key));
        }
        String base = listener(null)
                .orElseThrow(() -> new ProblemException(
                        409,
                        "no-traffic-listener",
                        "no node of the cluster has an HTTP listener that this one reaches"));
        URI url = url(base + path(api) + body.path("path").asText());
        try {
            return Answer.json(
                    200,
                    caller.call(
                            body.path("method").asText(),
                            url,
                            headers,
                            body.path("body").asText("")));
        } catch (IOException e) {
            throw new ProblemException(504, "gateway-silent", url + ": " + e.getMessage());
        }
    }

    private static void requireOwn(List<GatewayCaller.Header> headers) {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.get(i).name();
            if (GatewayCaller.isOfConnection(name)) {
                throw ProblemException.invalid(
                        List.of(FieldProblem.of("headers[" + i + "].name", name, "no field of the connection")));
            }
        }
    }

    private static String path(Api api) {
        String context = withoutSlash(api.resolvedContext());
        return api.organization().equals(Organization.DEFAULT) ? context : "/t/" + api.organization() + context;
    }

    private static URI url(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(List.of(FieldProblem.of("path", url, "a path that a URL can have")));
        }
    }

    /** Where this node takes calls in clear text, else another node; by a host name that the asker knows, if one is given. */
    private Optional<String> listener(@Nullable String knownAs) {
        NodeConfig.Http own = config.listeners().http();
        if (own.enabled() && own.port() > 0 && config.node().profile() != NodeConfig.Profile.CONTROL_PLANE) {
            return Optional.of(HTTP + "://" + (knownAs == null ? reachable(own.host()) : knownAs) + ":" + own.port());
        }
        return cluster.get().nodes().stream()
                .filter(node -> node.state() == NodeInfo.State.UP)
                .flatMap(node -> node.listeners().stream()
                        .filter(listener -> listener.name().equals(HTTP) && !listener.isLoopback())
                        .map(listener -> HTTP + "://" + node.host() + ":" + listener.port()))
                .findFirst();
    }

    /** An address of this machine that leads to a listener bound there. */
    private static String reachable(String bound) {
        if (bound.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        if (bound.equals("::")) {
            return "[::1]";
        }
        return bound.contains(":") ? "[" + bound + "]" : bound;
    }

    private static String hostName(@Nullable String host) {
        return host == null ? "127.0.0.1" : host.replaceFirst(":\\d+$", "");
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
