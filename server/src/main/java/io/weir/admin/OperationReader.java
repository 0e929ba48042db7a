package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import io.weir.catalog.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the operations of one path out of the contract. One thread. */
final class OperationReader {
    private static final String ROLES = "x-weir-roles";

    private final JsonNode document;
    private final Schema.Compiler compiler;
    private final JsonNode path;

    OperationReader(JsonNode document, Schema.Compiler compiler, JsonNode path) {
        this.document = document;
        this.compiler = compiler;
        this.path = path;
    }

    Operation read(HttpMethod method, String pathText, JsonNode model) {
        String id = model.path("operationId").asText();
        boolean isOpen = model.has("security") && model.path("security").isEmpty();
        if (isOpen == model.has(ROLES)) {
            throw new IllegalStateException(id + ": either " + ROLES + " or an empty security");
        }
        JsonNode body = resolve(model.path("requestBody"));
        return new Operation(
                id,
                method,
                pathText,
                isOpen,
                roles(model.path(ROLES)),
                parameters(model),
                schemas(body.path("content")),
                body.path("required").booleanValue(),
                answers(model.path("responses")));
    }

    private static Set<Role> roles(JsonNode names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> roles.add(AdminJson.MAPPER.convertValue(name, Role.class)));
        return Set.copyOf(roles);
    }

    private List<Operation.Parameter> parameters(JsonNode operation) {
        List<Operation.Parameter> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameter -> parameters.add(parameter(resolve(parameter))));
        operation.path("parameters").forEach(parameter -> parameters.add(parameter(resolve(parameter))));
        return List.copyOf(parameters);
    }

    private Operation.Parameter parameter(JsonNode model) {
        JsonNode schema = model.path("schema");
        return new Operation.Parameter(
                model.path("name").asText(),
                Operation.Location.valueOf(model.path("in").asText().toUpperCase(Locale.ROOT)),
                resolve(schema).path("type").asText(),
                compiler.compile(schema));
    }

    private Map<String, Schema> schemas(JsonNode content) {
        Map<String, Schema> schemas = new HashMap<>();
        content.properties()
                .forEach(type -> schemas.put(
                        type.getKey(), compiler.compile(type.getValue().path("schema"))));
        return Map.copyOf(schemas);
    }

    private Map<Integer, Schema> answers(JsonNode responses) {
        Map<Integer, Schema> answers = new HashMap<>();
        responses.properties().forEach(response -> {
            int status = response.getKey().equals("default") ? 0 : Integer.parseInt(response.getKey());
            JsonNode content = resolve(response.getValue()).path("content");
            JsonNode type =
                    content.has(Operation.JSON) ? content.path(Operation.JSON) : content.path(Problem.MEDIA_TYPE);
            if (!type.isMissingNode()) {
                answers.put(status, compiler.compile(type.path("schema")));
            }
        });
        return Map.copyOf(answers);
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isTextual() ? document.at(ref.textValue().substring(1)) : node;
    }
}
