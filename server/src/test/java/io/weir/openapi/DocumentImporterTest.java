package io.weir.openapi;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Api;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.Lifecycle;
import io.weir.openapi.ImportProblem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentImporterTest {
    private static final String HEAD = "openapi: 3.0.0\ninfo: {title: Test, version: '1'}\n";
    private static final String SERVER = "servers: [{url: 'http://localhost:9001'}]\n";

    private final DocumentImporter importer = new DocumentImporter();

    @Test
    void takesSwagger2() throws IOException {
        ImportResult result = importResource("petstore-2.0.json");

        Api api = requireNonNull(result.api());
        assertThat(api.id()).isEqualTo("petstore");
        assertThat(api.name()).isEqualTo("Petstore");
        assertThat(api.version()).isEqualTo("1.0.0");
        assertThat(api.description()).isEqualTo("A shop that sells animals.");
        assertThat(api.context()).isEqualTo("/petstore");
        assertThat(api.lifecycle()).isEqualTo(Lifecycle.CREATED);
        assertThat(api.security().type()).isEqualTo(Api.Security.Type.API_KEY);
        assertThat(resources(api))
                .containsExactly(
                        "GET /pets",
                        "POST /pets",
                        "GET /pets/{petId}",
                        "DELETE /pets/{petId}",
                        "GET /pets/{petId}/photo.{format}",
                        "GET /pets/byStatus");
        assertThat(url(api)).isEqualTo("https://petstore.example.com/v2");
        assertThat(result.problems())
                .containsExactly(new ImportProblem(
                        "#/securityDefinitions",
                        "token: kept with the document, not enforced: callers send an API key",
                        Severity.INFO));
    }

    @Test
    void takesOpenApi30InYamlWithServerVariablesAndAliases() throws IOException {
        ImportResult result = importResource("petstore-3.0.yaml");

        Api api = requireNonNull(result.api());
        assertThat(api.version()).isEqualTo("1.0");
        assertThat(resources(api))
                .containsExactly(
                        "GET /pets",
                        "POST /pets",
                        "GET /animals",
                        "GET /pets/{petId}",
                        "PATCH /pets('{petId}')/{first}.{second}");
        assertThat(url(api)).isEqualTo("https://eu.petstore.example.com/v3");
        assertThat(messages(result))
                .containsExactly(
                        "info #/servers/2 line 12: https://spare.petstore.example.com/v3 is not used; the first server is",
                        "info #/components/securitySchemes key, login: kept with the document, not enforced: callers send"
                                + " an API key");
    }

    @Test
    void takesOpenApi31WithReferencedPathItems() throws IOException {
        ImportResult result = importResource("petstore-3.1.json");

        Api api = requireNonNull(result.api());
        assertThat(api.id()).isEqualTo("petstore-third-of-its-kind");
        assertThat(api.version()).isEqualTo("3.1-beta");
        assertThat(resources(api)).containsExactly("GET /pets", "TRACE /pets", "POST /toys", "GET /toys");
        assertThat(url(api)).isEqualTo("http://127.0.0.1:9001");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void takesNameAndContextFromWhoAsks() {
        ImportResult result = importer.read(
                (HEAD + SERVER + "paths: {/a: {get: {}}}").getBytes(UTF_8),
                new ImportOptions("application/yaml", "/shop/{version}", " My  Shop ", "acme"));

        Api api = requireNonNull(result.api());
        assertThat(api.name()).isEqualTo("My  Shop");
        assertThat(api.id()).isEqualTo("my-shop");
        assertThat(api.context()).isEqualTo("/shop/{version}");
        assertThat(api.organization()).isEqualTo("acme");
    }

    @Test
    void refusesAContextThatCannotBeUsed() {
        ImportResult result = importer.read(
                (HEAD + SERVER + "paths: {/a: {get: {}}}").getBytes(UTF_8),
                new ImportOptions(null, "shop", null, "default"));

        assertThat(result.api()).isNull();
        assertThat(messages(result))
                .containsExactly("error context context: shop (expected: column 1: a path that starts with /)");
    }

    @Test
    void makesAContextOfTheNameThatCanBeUsed() {
        ImportResult result = importText("openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {}}}\n");

        assertThat(requireNonNull(result.api()).context()).isEqualTo("/t-api");
    }

    @Test
    void tellsAllErrorsAtOnce() {
        ImportResult result = importText("openapi: 4.0.0\ninfo: {}\nservers: x\npaths: []\n");

        assertThat(result.api()).isNull();
        assertThat(messages(result))
                .containsExactly(
                        "error #/openapi 4.0.0 (expected: openapi 3.0 or 3.1, or swagger 2.0)",
                        "error #/info/title no name is told (expected: 1 to 200 characters, not all blank)",
                        "warning #/info/version not usable; 1.0 is taken (expected: 1 to 64 characters)",
                        "warning #/servers line 3: a string (expected: an array of servers)",
                        "warning #/servers no absolute server URL (expected: http or https); the API needs an endpoint"
                                + " before it is published",
                        "error #/paths line 4: an array (expected: an object with paths)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the document is empty",
                "{|line 1, column 2: Unexpected end-of-input",
                "{\"openapi\": \"3.0.0\",}|line 1, column 21: Unexpected character ('}'",
                "{\"openapi\": \"3.0.0\"} {}|nothing behind it, was expected",
                "<html></html>|a string (expected: an object with openapi 3.0 or 3.1, or swagger 2.0)",
                "[1]|an array (expected: an object with openapi 3.0 or 3.1, or swagger 2.0)",
                "a: b|no version is told (expected: openapi 3.0 or 3.1, or swagger 2.0)",
                "'a: [b'|expected ',' or ']'",
                "swagger: 1.2|1.2 (expected: openapi 3.0 or 3.1, or swagger 2.0)",
                "openapi: 3.2.0|3.2.0 (expected: openapi 3.0 or 3.1, or swagger 2.0)"
            })
    void saysWhyADocumentIsNone(String document, String message) {
        ImportResult result = importText(document);

        assertThat(result.api()).isNull();
        assertThat(result.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing",
                "paths: {}|at least one path with an operation",
                "paths: {/a: {}}|at least one path with an operation",
                "paths: {/a: [get]}|line 4: an array (expected: an object with operations)",
                "paths: {/a: {get: yes}}|(expected: an operation object)",
                "paths: {a: {get: {}}}|line 4: left out: path: a (expected: column 1: a path that starts with /)"
            })
    void saysWhyPathsCannotBeTaken(String paths, String message) {
        String rest = paths.equals("{}") ? "" : paths;
        ImportResult result = importText(HEAD + SERVER + rest);

        assertThat(result.api()).isNull();
        assertThat(result.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/{x: {get: {}}|#/paths/~1a~1{x|line 6: left out: path: /a/{x (expected: column 6: }",
                "/a b: {get: {}}|#/paths/~1a b|%20 for this character",
                "/b: {GET: {}}|#/paths/~1b/GET|line 6: ignored (expected: one of get, put",
                "/b: {get: {servers: []}}|#/paths/~1b/get/servers|an API has one endpoint for all of its paths",
                "/b: {servers: [], get: {}}|#/paths/~1b/servers|an API has one endpoint for all of its paths",
                "/b: {$ref: 'other.yaml#/b'}|#/paths/~1b/$ref|references to other documents are not fetched",
                "/b: {$ref: 'http://127.0.0.1/b'}|#/paths/~1b/$ref|references to other documents are not fetched",
                "/b: {$ref: '#/nothing'}|#/paths/~1b/$ref|because nothing is there",
                "/b: {$ref: '#/paths/~1b'}|#/paths/~1b|its references do not come to an end",
                "/b: {get: &g {}, <<: {put: *g}}|#/paths/~1b/<<|ignored (expected: one of get, put",
                "/b: *nobody|#/paths/~1b|an alias that cannot be followed",
                "/b:|#/paths/~1b|the path has no operations",
                "/ok: {put: {}}|#/paths/~1ok|is there twice; the first counts"
            })
    void warnsOfWhatIsLeftOutOrIgnored(String path, String where, String message) {
        ImportResult result = importText(HEAD + SERVER + "paths:\n  /ok: {get: {}}\n  " + path + "\n");

        if (path.contains("nobody")) {
            assertThat(result.api()).isNull();
        } else {
            assertThat(resources(requireNonNull(result.api())))
                    .contains("GET /ok")
                    .doesNotContain("PUT /ok");
        }
        assertThat(result.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(where);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void keepsTheFirstOfTwoPathsThatMatchAlike() {
        ImportResult result = importText(
                HEAD + SERVER + "paths:\n  /a/{x}: {get: {}}\n  /a/{y}: {get: {}, put: {}}\n  /a/mine: {get: {}}\n");

        assertThat(resources(requireNonNull(result.api()))).containsExactly("GET /a/{x}", "PUT /a/{x}", "GET /a/mine");
        assertThat(messages(result))
                .containsExactly(
                        "warning #/paths/~1a~1{y} line 6: matches the same requests as /a/{x}, which comes first"
                                + " and is kept; added to it: PUT; left out: GET");
    }

    @Test
    void cutsQueriesAndFragmentsOffPaths() {
        ImportResult result = importText(HEAD + SERVER + "paths:\n  '/a?x={y}': {get: {}}\n  '/a#b': {post: {}}\n");

        assertThat(resources(requireNonNull(result.api()))).containsExactly("GET /a", "POST /a");
        assertThat(messages(result)).hasSize(3).allMatch(message -> message.startsWith("warning #/paths/~1a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "servers: []|-",
                "servers: [{url: /v1}]|-",
                "servers: [{url: 'ws://a.example.com'}]|-",
                "servers: [{url: '{scheme}://a.example.com', variables: {scheme: {default: http}}}]|http://a.example.com",
                "servers: [{url: 'https://{host}/x'}]|-",
                "servers: [{url: 'https://a.example.com/{x', variables: {x: {default: y}}}]|-",
                "servers: [{url: 'https://user@a.example.com'}, {url: 'https://b.example.com/'}]|https://b.example.com",
                "servers: [{url: 'https://a.example.com/?x=1'}]|-",
                "servers: [{url: 'https://a b'}]|-",
                "servers: [{}]|-",
                "servers: [x]|-",
                "servers: {url: 'https://a.example.com'}|-",
                "servers: [{url: 'HTTP://a.example.com:81/v1//'}]|HTTP://a.example.com:81/v1"
            })
    void choosesTheFirstAbsoluteServer(String servers, @Nullable String url) {
        ImportResult result = importText(HEAD + servers + "\npaths: {/a: {get: {}}}\n");

        assertThat(url(requireNonNull(result.api()))).isEqualTo(url);
        assertThat(result.problems().stream().anyMatch(p -> p.message().startsWith("no absolute server URL")))
                .isEqualTo(url == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "host: a.example.com|https://a.example.com",
                "host: a.example.com:81; schemes: [http]|http://a.example.com:81",
                "host: a.example.com; schemes: [http, https]; basePath: v1/|https://a.example.com/v1",
                "host: a.example.com; schemes: [ws]; basePath: /|https://a.example.com",
                "host: 'a b'|-",
                "basePath: /v1|-"
            })
    void makesTheServerOfHostAndBasePath(String fields, @Nullable String url) {
        ImportResult result = importText("swagger: '2.0'\ninfo: {title: Test, version: '1'}\n"
                + fields.replace("; ", "\n") + "\npaths: {/a: {get: {}}}\n");

        assertThat(url(requireNonNull(result.api()))).isEqualTo(url);
    }

    @Test
    void readsOtherEncodings() {
        String json =
                "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"Café\",\"version\":\"1\"},\"paths\":{\"/a\":{\"get\":{}}}}";

        for (byte[] document :
                List.of(json.getBytes(UTF_16), ("\uFEFF" + json).getBytes(UTF_8), json.getBytes(UTF_8))) {
            Api api = importer.read(document, new ImportOptions("text/plain", null, null, "default"))
                    .api();

            assertThat(requireNonNull(api).name()).isEqualTo("Café");
            assertThat(api.id()).isEqualTo("cafe");
        }
        Api yaml = importText("\uFEFF" + HEAD + "paths: {/a: {get: {}}}").api();
        assertThat(yaml).isNotNull();
    }

    @Test
    void followsAliasesAndChainsOfReferences() {
        ImportResult result = importText(HEAD + SERVER
                + "x-a: {item: &item {get: {}, put: &op {}}}\n"
                + "x-b: {one: {$ref: '#/x-b/two'}, two: {$ref: '#/x-b/three%7E1'}, 'three/': *item}\n"
                + "paths:\n  /a: *item\n  /b: {$ref: '#/x-b/one'}\n  /c: {post: *op}\n");

        assertThat(resources(requireNonNull(result.api())))
                .containsExactly("GET /a", "PUT /a", "GET /b", "PUT /b", "POST /c");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void doesNotExpandAliases() {
        StringBuilder bomb = new StringBuilder(HEAD + SERVER + "x-0: &x0 {get: {}}\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("x-")
                    .append(i)
                    .append(": &x")
                    .append(i)
                    .append(" {get: [*x")
                    .append(i - 1);
            bomb.append((", *x" + (i - 1)).repeat(20)).append("]}\n");
        }
        bomb.append("paths: {/ok: {get: {}}, /bomb: {get: *x59}}\n");

        ImportResult result = importText(bomb.toString());

        assertThat(resources(requireNonNull(result.api()))).containsExactly("GET /ok", "GET /bomb");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(DocumentLoader.MAX_NESTING + 1);

        assertThat(messages(importText("{\"x\":" + deep)))
                .singleElement()
                .asString()
                .contains("nesting depth (501) exceeds the maximum allowed (500");
        assertThat(messages(importText(HEAD + "x: " + deep)))
                .singleElement()
                .asString()
                .contains("nesting depth (501) exceeds the maximum allowed (500");
    }

    @Test
    void takesYamlThatIsLargerThanItsParserAllowsByItself() {
        String large = HEAD + SERVER + "x-large:\n" + ("  - " + "x".repeat(996) + "\n").repeat(4000)
                + "paths: {/a: {get: {}}}\n";

        assertThat(importText(large).api()).isNotNull();
    }

    @Test
    void listsNoMoreProblemsThanItsBound() {
        StringBuilder document = new StringBuilder(HEAD + SERVER + "paths:\n  /ok: {get: {}}\n");
        for (int i = 0; i < Problems.MAX + 7; i++) {
            document.append("  /a").append(i).append("/{: {get: {}}\n");
        }

        ImportResult result = importText(document.toString());

        assertThat(result.api()).isNotNull();
        assertThat(result.problems())
                .hasSize(Problems.MAX + 1)
                .last()
                .isEqualTo(new ImportProblem("#", "7 more problems are not listed", Severity.INFO));
    }

    @Test
    void refusesMoreOperationsThanAnApiMayHave() {
        StringBuilder document = new StringBuilder(HEAD + SERVER + "paths:\n");
        for (int i = 0; i <= 20_000; i++) {
            document.append("  /a").append(i).append(": {get: {}}\n");
        }

        assertThat(messages(importText(document.toString())))
                .containsExactly("error #/paths 20001 operations (expected: at most 20000)");
    }

    private ImportResult importText(String document) {
        return importer.read(document.getBytes(UTF_8), new ImportOptions(null, null, null, "default"));
    }

    private ImportResult importResource(String name) throws IOException {
        try (InputStream in = requireNonNull(getClass().getResourceAsStream("/openapi/" + name))) {
            return importer.read(in.readAllBytes(), new ImportOptions(null, null, null, "default"));
        }
    }

    private static List<String> resources(Api api) {
        return api.resources().stream()
                .map(resource -> resource.method() + " " + resource.path())
                .toList();
    }

    private static List<String> messages(ImportResult result) {
        return result.problems().stream()
                .map(problem -> problem.severity().name().toLowerCase(Locale.ROOT) + " " + problem.path() + " "
                        + problem.message())
                .toList();
    }

    private static @Nullable String url(Api api) {
        EndpointDefinition endpoint = api.endpoint();
        return endpoint == null ? null : endpoint.targets().get(0).url().toString();
    }
}
