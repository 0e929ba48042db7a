package io.weir.openapi;

import io.weir.catalog.Api;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.catalog.Lifecycle;
import io.weir.route.ApiPaths;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a description of an API and makes a draft of it. The rules are in {@code docs/import.md}.
 *
 * <p>Takes a time and memory that follow the length of the document: a second or so for tens of megabytes of JSON, some seconds for YAML
 * ({@code docs/adr/0004-import.md}). Belongs on a thread that may be busy that long. Fetches nothing. Any thread, several at once.
 */
public final class DocumentImporter {
    private static final Pattern OPENAPI = Pattern.compile("3\\.[01](\\.\\d+)?(-.*)?");
    private static final String SUPPORTED = "openapi 3.0 or 3.1, or swagger 2.0";
    private static final String DEFAULT_VERSION = "1.0";
    private static final int MAX_NAME = 200;
    private static final int MAX_VERSION = 64;
    private static final int MAX_RESOURCES = 20_000;
    private static final Pattern NOT_IN_VERSION = Pattern.compile("[/\\p{Cntrl}]");
    private static final int MAX_DESCRIPTION = 10_000;

    private final DocumentLoader loader = new DocumentLoader();

    /**
     * Reads a document.
     *
     * @param document its bytes; the caller bounds their number
     * @return a draft, or at least one error
     */
    public ImportResult read(byte[] document, ImportOptions options) {
        Problems problems = new Problems();
        DocumentNode root = loader.load(document, options.mediaType(), problems);
        Api api = root == null ? null : draft(root, options, problems);
        return new ImportResult(problems.isFatal() ? null : api, problems.list());
    }

    private @Nullable Api draft(DocumentNode root, ImportOptions options, Problems problems) {
        if (!root.isObject()) {
            problems.error("#", root.insteadOf("an object with " + SUPPORTED));
            return null;
        }
        boolean isSwagger = isSwagger(root, problems);
        String name = name(root, options, problems);
        String version = version(root, problems);
        String context = context(options, name, version, problems);
        ServerReader servers = new ServerReader(root, problems);
        EndpointDefinition endpoint = isSwagger ? servers.ofHost() : servers.ofServers();
        reportSecurity(root, isSwagger, problems);
        List<Api.Resource> resources = resources(root, problems);
        if (problems.isFatal()) {
            return null;
        }
        Api api = new Api(
                Slug.of(name),
                name,
                version,
                description(root),
                context,
                options.organization(),
                Api.Visibility.PUBLIC,
                resources,
                endpoint,
                new Api.Security(Api.Security.Type.API_KEY),
                List.of(),
                List.of(),
                Lifecycle.CREATED,
                null,
                null);
        ApiPaths.problems(api)
                .forEach(problem -> problems.error(problem.field(), String.valueOf(problem.getMessage())));
        return api;
    }

    private static boolean isSwagger(DocumentNode root, Problems problems) {
        String openapi = root.text("openapi");
        String swagger = root.text("swagger");
        if (openapi != null && !OPENAPI.matcher(openapi).matches()) {
            problems.error("#/openapi", openapi + " (expected: " + SUPPORTED + ")");
        } else if (openapi == null && swagger == null) {
            problems.error("#", "no version is told (expected: " + SUPPORTED + ")");
        } else if (openapi == null && !"2.0".equals(swagger)) {
            problems.error("#/swagger", swagger + " (expected: " + SUPPORTED + ")");
        }
        return openapi == null;
    }

    private static String name(DocumentNode root, ImportOptions options, Problems problems) {
        String given = options.name();
        DocumentNode info = root.field("info");
        String title = given == null && info != null ? info.text("title") : given;
        String name = title == null ? "" : title.strip();
        if (name.isEmpty()) {
            problems.error(
                    given == null ? "#/info/title" : "name",
                    "no name is told (expected: 1 to 200 characters, not all blank)");
        } else if (name.length() > MAX_NAME) {
            problems.warning(given == null ? "#/info/title" : "name", "cut to " + MAX_NAME + " characters");
        }
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME).strip() : name;
    }

    private static String version(DocumentNode root, Problems problems) {
        DocumentNode info = root.field("info");
        String told = info == null ? null : info.text("version");
        String version =
                told == null ? "" : NOT_IN_VERSION.matcher(told.strip()).replaceAll("-");
        if (version.isEmpty() || version.length() > MAX_VERSION) {
            problems.warning(
                    "#/info/version",
                    "not usable; " + DEFAULT_VERSION + " is taken (expected: 1 to " + MAX_VERSION + " characters)");
            return DEFAULT_VERSION;
        }
        return version;
    }

    private static String context(ImportOptions options, String name, String version, Problems problems) {
        String context = options.context() == null ? ApiPaths.contextOf(Slug.of(name)) : options.context();
        try {
            ApiPaths.context(context, version);
        } catch (InvalidDefinitionException e) {
            problems.error("context", String.valueOf(e.getMessage()));
        }
        return context;
    }

    private static @Nullable String description(DocumentNode root) {
        DocumentNode info = root.field("info");
        String text = info == null ? null : info.text("description");
        return text == null || text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION - 1) + "…";
    }

    private static void reportSecurity(DocumentNode root, boolean isSwagger, Problems problems) {
        Pointer where = isSwagger ? Pointer.of("securityDefinitions") : Pointer.of("components", "securitySchemes");
        DocumentNode schemes = root.at(where);
        String kept = "kept with the document, not enforced: callers send an API key";
        if (schemes != null && !schemes.fields().isEmpty()) {
            problems.info(where.toString(), String.join(", ", schemes.fields().keySet()) + ": " + kept);
        } else if (root.field("security") != null) {
            problems.info("#/security", kept);
        }
    }

    private static List<Api.Resource> resources(DocumentNode root, Problems problems) {
        DocumentNode paths = root.field("paths");
        if (paths == null || !paths.isObject()) {
            problems.error(
                    "#/paths",
                    paths == null
                            ? "missing (expected: an object with paths)"
                            : paths.insteadOf("an object with paths"));
            return List.of();
        }
        List<Api.Resource> resources = new ResourceReader(root, problems).read(paths);
        if (resources.isEmpty()) {
            problems.error("#/paths", paths.insteadOf("at least one path with an operation that can be taken"));
        } else if (resources.size() > MAX_RESOURCES) {
            problems.error("#/paths", resources.size() + " operations (expected: at most " + MAX_RESOURCES + ")");
        }
        return resources;
    }
}
