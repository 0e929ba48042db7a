package io.weir.openapi;

import io.weir.catalog.Api;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.route.PathTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes resources of the operations of a document. Used once, by one thread. */
final class ResourceReader {
    private static final Pointer PATHS = Pointer.of("paths");

    private final Problems problems;
    private final PathItems items;

    /** By shape: paths of one shape match the same requests. */
    private final Map<String, Taken> taken = new LinkedHashMap<>();

    /**
     * A path that gets into the API.
     *
     * @param key as it stands in the document
     * @param path what is left of it without a query
     */
    private record Taken(String key, String path, Set<String> methods) {}

    ResourceReader(DocumentNode root, Problems problems) {
        this.problems = problems;
        this.items = new PathItems(root, problems);
    }

    /** The resources, in the order of the document. */
    List<Api.Resource> read(DocumentNode paths) {
        paths.fields().forEach(this::readPath);
        List<Api.Resource> resources = new ArrayList<>();
        for (Taken path : taken.values()) {
            for (String method : path.methods()) {
                resources.add(new Api.Resource(method, path.path()));
            }
        }
        return resources;
    }

    private void readPath(String key, DocumentNode node) {
        Pointer where = PATHS.with(key);
        DocumentNode item = items.resolve(node, where);
        if (item == null) {
            return;
        }
        Set<String> methods = new LinkedHashSet<>();
        item.fields().forEach((field, value) -> readField(field, value, methods, where));
        String path = withoutQuery(key);
        try {
            String shape = PathTemplate.parse(path, "path").shape();
            take(shape, new Taken(key, path, methods), where, item.line());
        } catch (InvalidDefinitionException e) {
            problems.warning(where.toString(), "line " + item.line() + ": left out: " + e.getMessage());
        }
    }

    private void readField(String field, DocumentNode value, Set<String> methods, Pointer where) {
        if (Methods.ALL.contains(field)) {
            readOperation(field, value, methods, where.with(field));
        } else if (field.equals("servers")) {
            ignoredServers(value, where);
        } else if (!Methods.OTHERS.contains(field) && !field.startsWith("x-")) {
            problems.warning(
                    where.with(field).toString(),
                    "line " + value.line() + ": ignored (expected: one of get, put, post, delete, options, head, patch,"
                            + " trace)");
        }
    }

    private void readOperation(String method, DocumentNode operation, Set<String> methods, Pointer where) {
        if (!operation.isObject()) {
            problems.error(where.toString(), operation.insteadOf("an operation object"));
            return;
        }
        DocumentNode servers = operation.field("servers");
        if (servers != null) {
            ignoredServers(servers, where);
        }
        methods.add(method.toUpperCase(Locale.ROOT));
    }

    private void ignoredServers(DocumentNode servers, Pointer where) {
        problems.warning(
                where.with("servers").toString(),
                "line " + servers.line() + ": ignored; an API has one endpoint for all of its paths");
    }

    private void take(String shape, Taken path, Pointer where, int line) {
        if (!path.key().equals(path.path())) {
            problems.warning(
                    where.toString(),
                    "line " + line + ": taken as " + path.path() + ", because a path has neither query nor fragment");
        }
        Taken first = taken.putIfAbsent(shape, path);
        if (first == null) {
            return;
        }
        Set<String> missing = new TreeSet<>(path.methods());
        missing.removeAll(first.methods());
        Set<String> doubled = new TreeSet<>(path.methods());
        doubled.removeAll(missing);
        first.methods().addAll(missing);
        problems.warning(
                where.toString(),
                "line " + line + ": matches the same requests as " + first.key() + ", which comes first and is kept"
                        + (missing.isEmpty() ? "" : "; added to it: " + String.join(", ", missing))
                        + (doubled.isEmpty() ? "" : "; left out: " + String.join(", ", doubled)));
    }

    private static String withoutQuery(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) == '?' || key.charAt(i) == '#') {
                return key.substring(0, i);
            }
        }
        return key;
    }
}
