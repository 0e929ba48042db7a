package io.weir.openapi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import io.weir.route.Match;
import io.weir.route.PathTemplate;
import io.weir.route.Route;
import io.weir.route.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GitHub's description of its API, in all its variants: each imports, and each operation of the document, called with sample
 * parameters, is routed to that very operation. Left out where there is no npm, but not in CI.
 */
class GitHubDescriptionIT {
    private static final Logger LOG = LoggerFactory.getLogger(GitHubDescriptionIT.class);
    private static final List<String> SAMPLES = List.of("Zq7", "42", "v1.0%2Fb");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private record Operation(String method, String path) {}

    @TestFactory
    List<DynamicTest> routesEachOperationToItself() throws IOException, InterruptedException {
        boolean isNpmThere = NpmDocuments.isNpmThere();
        if (!isNpmThere && System.getenv("CI") == null) {
            LOG.warn("Left out: GitHubDescriptionIT, because npm is not there");
            assumeTrue(false, "npm is not there");
        }
        return NpmDocuments.json("@octokit/openapi/generated").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                .toList();
    }

    private static void check(Path file) throws IOException {
        byte[] document = Files.readAllBytes(file);
        long start = System.nanoTime();
        ImportResult result =
                new DocumentImporter().read(document, new ImportOptions(null, "/github", null, "default"));
        long millis = (System.nanoTime() - start) / 1_000_000;

        Api api = requireNonNull(result.api(), () -> result.problems().toString());
        List<Operation> operations = operations(document);
        LOG.info("{}: {} bytes, {} operations, {} ms", file.getFileName(), document.length, operations.size(), millis);
        assertThat(operations).hasSizeGreaterThan(900);
        assertThat(api.resources()).hasSameSizeAs(operations);
        assertThat(api.endpoint()).isNotNull();

        RouteTable table = RouteTable.of(List.of(published(api)));
        for (Operation operation : operations) {
            String shape = PathTemplate.parse(operation.path(), "path").shape();
            for (String sample : SAMPLES) {
                String path = "/github" + operation.path().replaceAll("\\{[^}]*\\}", sample);
                assertThat(table.match(operation.method(), path))
                        .as("%s %s", operation.method(), path)
                        .isInstanceOfSatisfying(Match.Found.class, found -> {
                            Route route = found.route();
                            assertThat(route.method()).isEqualTo(operation.method());
                            assertThat(PathTemplate.parse(route.path(), "path").shape())
                                    .isEqualTo(shape);
                            assertThat(path.substring(route.contextLength()))
                                    .isEqualTo(path.substring("/github".length()));
                        });
            }
        }
    }

    /** Reads the operations once more, without anything of the importer. */
    private static List<Operation> operations(byte[] document) throws IOException {
        List<Operation> operations = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean isPaths = parser.currentName().equals("paths");
                parser.nextToken();
                if (isPaths) {
                    readPaths(parser, operations);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return operations;
    }

    private static void readPaths(JsonParser parser, List<Operation> operations) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = parser.currentName();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                parser.skipChildren();
                if (METHODS.contains(field)) {
                    operations.add(new Operation(field.toUpperCase(Locale.ROOT), path));
                }
            }
        }
    }

    private static Api published(Api api) {
        return new Api(
                api.id(),
                api.name(),
                api.version(),
                api.description(),
                api.context(),
                api.organization(),
                api.visibility(),
                api.resources(),
                api.endpoint(),
                api.security(),
                api.policies(),
                api.plans(),
                Lifecycle.PUBLISHED,
                api.document(),
                api.analytics());
    }
}
