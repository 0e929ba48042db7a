package io.weir.openapi;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.InvalidDefinitionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds where an API's calls go: the first absolute server URL of the document. */
final class ServerReader {
    private static final Pointer SERVERS = Pointer.of("servers");

    private final DocumentNode root;
    private final Problems problems;

    ServerReader(DocumentNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The endpoint of OpenAPI's {@code servers}; null without a usable one, which is a warning then. */
    @Nullable
    EndpointDefinition ofServers() {
        DocumentNode servers = root.field("servers");
        List<DocumentNode> all = new ArrayList<>();
        if (servers != null && servers.kind() == DocumentNode.Kind.ARRAY) {
            all.addAll(servers.items());
        } else if (servers != null) {
            problems.warning(SERVERS.toString(), servers.insteadOf("an array of servers"));
        }
        EndpointDefinition.Target chosen = null;
        for (int i = 0; i < all.size(); i++) {
            chosen = consider(all.get(i), SERVERS.with(Integer.toString(i)), chosen);
        }
        return endpoint(chosen, SERVERS);
    }

    /** The endpoint of Swagger's {@code schemes}, {@code host} and {@code basePath}; null without a host, which is a warning then. */
    @Nullable
    EndpointDefinition ofHost() {
        String host = root.text("host");
        Pointer where = Pointer.of("host");
        if (host == null) {
            return endpoint(null, where);
        }
        String basePath = root.text("basePath");
        String slash = basePath == null || basePath.startsWith("/") ? "" : "/";
        return endpoint(
                target(scheme() + "://" + host + slash + (basePath == null ? "" : basePath), where, lineOf("host")),
                where);
    }

    private EndpointDefinition.@Nullable Target consider(
            DocumentNode server, Pointer where, EndpointDefinition.@Nullable Target chosen) {
        String template = server.text("url");
        if (template == null) {
            problems.warning(where.toString(), server.insteadOf("an object with a url"));
            return chosen;
        }
        String url = withDefaults(template, server, where);
        if (url == null || !isAbsolute(url)) {
            return chosen;
        }
        if (chosen != null) {
            problems.info(where.toString(), "line " + server.line() + ": " + url + " is not used; the first server is");
            return chosen;
        }
        return target(url, where, server.line());
    }

    private @Nullable String withDefaults(String template, DocumentNode server, Pointer where) {
        StringBuilder url = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            String name = close < 0 ? "" : template.substring(open + 1, close);
            DocumentNode variable = server.at(Pointer.of("variables", name));
            String value = variable == null ? null : variable.text("default");
            if (value == null) {
                problems.warning(
                        where.with("url").toString(),
                        "line " + server.line() + ": " + template + " is not used, because its variable {" + name
                                + "} has no default");
                return null;
            }
            url.append(template, at, open).append(value);
            at = close + 1;
        }
        return url.append(template, at, template.length()).toString();
    }

    private static boolean isAbsolute(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private EndpointDefinition.@Nullable Target target(String url, Pointer where, int line) {
        String trimmed = url;
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        try {
            return new EndpointDefinition.Target(new URI(trimmed), 1);
        } catch (URISyntaxException | InvalidDefinitionException e) {
            problems.warning(where.toString(), "line " + line + ": not used: " + e.getMessage());
            return null;
        }
    }

    private String scheme() {
        DocumentNode schemes = root.field("schemes");
        List<String> names = schemes == null
                ? List.of()
                : schemes.items().stream().map(DocumentNode::text).toList();
        if (!names.contains("https") && !names.contains("http")) {
            problems.warning(Pointer.of("schemes").toString(), "neither https nor http is there; https is assumed");
        }
        return names.contains("http") && !names.contains("https") ? "http" : "https";
    }

    private @Nullable EndpointDefinition endpoint(EndpointDefinition.@Nullable Target target, Pointer where) {
        if (target == null) {
            problems.warning(
                    where.toString(),
                    "no absolute server URL (expected: http or https); the API needs an endpoint before it is published");
            return null;
        }
        return new EndpointDefinition(
                EndpointDefinition.Type.SINGLE,
                EndpointDefinition.Algorithm.WEIGHTED_ROUND_ROBIN,
                List.of(target),
                null,
                EndpointDefinition.Protocol.AUTO);
    }

    private int lineOf(String field) {
        DocumentNode node = root.field(field);
        return node == null ? root.line() : node.line();
    }
}
