package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.weir.catalog.Role;
import io.weir.publishing.FieldProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final Contract CONTRACT = Contract.load();

    @Test
    void isValidOpenApi() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            JsonObject document = forLibrary(new JsonObject(CONTRACT.json()));

            OpenAPIContract valid = OpenAPIContract.from(vertx, document)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);

            assertThat(valid.operations()).hasSameSizeAs(CONTRACT.operations().values());
        } finally {
            vertx.close();
        }
    }

    @Test
    void namesEveryProblemOfABodyAtOnce() throws Exception {
        JsonNode body = json("""
                {"name": " ", "x": 1, "limits": [
                  {"name": "a b", "count": -1, "period": 5, "scope": "foo", "enforcement": "soft", "shadow": true,
                   "thresholdPercent": 80},
                  {}]}""");

        List<FieldProblem> problems = CONTRACT.operation("createPlan").check(parameters(Map.of()), body);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        new FieldProblem("name", "  (expected: 1 to 200 characters, not all blank)"),
                        new FieldProblem(
                                "x",
                                "unknown field (expected: one of id, name, description, limits, approval, organization,"
                                        + " revision, created, updated, author)"),
                        new FieldProblem("limits[0].name", "a b (expected: 1 to 64 of letters, digits, _, . and -)"),
                        new FieldProblem("limits[0].count", "-1 (expected: >= 1)"),
                        new FieldProblem("limits[0].period", "5 (expected: string)"),
                        new FieldProblem("limits[0].scope", "foo (expected: one of application, api, resource, ip)"),
                        new FieldProblem("limits[0].enforcement", "soft (not in this version)"),
                        new FieldProblem("limits[0].shadow", "true (not in this version)"),
                        new FieldProblem("limits[0].thresholdPercent", "80 (not in this version)"),
                        new FieldProblem("limits[1].name", "missing"),
                        new FieldProblem("limits[1].count", "missing"),
                        new FieldProblem("limits[1].period", "missing"));
    }

    @Test
    void refusesWhatALaterVersionBringsToEndpoints() throws Exception {
        JsonNode body = json("""
                {"name": "a", "context": "/a", "endpoint": {"algorithm": "least-requests", "targets": [{"url": "http://a"}],
                 "healthCheck": {}, "retries": 3, "circuitBreaker": {"failures": 5}}}""");

        List<FieldProblem> problems = CONTRACT.operation("createApi").check(parameters(Map.of()), body);

        assertThat(problems)
                .extracting(FieldProblem::path)
                .containsExactlyInAnyOrder(
                        "endpoint.algorithm", "endpoint.healthCheck", "endpoint.retries", "endpoint.circuitBreaker");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).endsWith("(not in this version)"));
    }

    @Test
    void keepsSecretsOutOfProblems() throws Exception {
        JsonNode body = json("{\"name\": \"a\", \"roles\": [], \"passwordHash\": \"hunter2\"}");

        List<FieldProblem> problems = CONTRACT.operation("putUser").check(parameters(Map.of()), body);

        assertThat(problems)
                .containsExactly(
                        new FieldProblem("passwordHash", "*** (expected: an Argon2id hash in the PHC string form)"));
    }

    @Test
    void checksParameters() {
        Map<String, List<String>> query =
                Map.of("limit", List.of("1001"), "after", List.of("a", "b"), "limits", List.of("1"));

        List<FieldProblem> problems = CONTRACT.operation("listPlans").check(parameters(query), null);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        new FieldProblem("query.limit", "1001 (expected: <= 1000)"),
                        new FieldProblem("query.after", "2 values (expected: one)"),
                        new FieldProblem("query.limits", "unknown parameter"));
    }

    @Test
    void takesWhatTheContractAllows() throws Exception {
        JsonNode body = AdminJson.withoutNulls(json("""
                {"name": "Petstore", "context": "/petstore/{version}", "endpoint": null,
                 "resources": [{"method": "GET", "path": "/pets/{id}"}], "security": {"type": "none"}}"""));

        assertThat(CONTRACT.operation("createApi").check(parameters(Map.of()), body))
                .isEmpty();
    }

    @Test
    void letsAdminsDoEverything() {
        assertThat(CONTRACT.operations().values())
                .filteredOn(operation -> !operation.isOpen())
                .allSatisfy(operation -> assertThat(operation.roles()).contains(Role.ADMIN));
    }

    @Test
    void letsViewersChangeNothingButTheirSessionsAndPassword() {
        Set<String> own = Set.of("deleteSession", "endUserSession", "endUserSessions", "setPassword");

        assertThat(CONTRACT.operationsOf(Role.VIEWER))
                .allMatch(id -> id.startsWith("get") || id.startsWith("list") || own.contains(id));
    }

    private static Parameters parameters(Map<String, List<String>> query) {
        return new Parameters(Map.of("id", "a"), query, MultiMap.caseInsensitiveMultiMap());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return AdminJson.MAPPER.readTree(text);
    }

    /** The library takes neither relative server addresses nor media types that it cannot check itself. */
    private static JsonObject forLibrary(JsonObject document) {
        document.remove("servers");
        return withKnownMediaTypes(document);
    }

    private static JsonObject withKnownMediaTypes(JsonObject node) {
        for (String name : List.copyOf(node.fieldNames())) {
            if (name.equals("content") && node.getValue(name) instanceof JsonObject content) {
                List.copyOf(content.fieldNames()).stream()
                        .filter(type -> !MediaType.isMediaTypeSupported(type))
                        .forEach(content::remove);
            }
            if (node.getValue(name) instanceof JsonObject child) {
                withKnownMediaTypes(child);
            }
        }
        return node;
    }
}
