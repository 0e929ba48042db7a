package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.http.HttpMethod;
import io.weir.catalog.Role;
import io.weir.publishing.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract. Immutable; any thread.
 *
 * @param path below the base, with <code>{name}</code> for parameters
 * @param isOpen true where no login is needed
 * @param roles who may call it otherwise
 * @param parameters what it takes beside the body
 * @param body the media types of its body with their schemas; empty where it has none
 * @param bodyRequired true where it does not work without a body
 * @param answers the schemas of its JSON answers by status, 0 for any other
 */
record Operation(
        String id,
        HttpMethod method,
        String path,
        boolean isOpen,
        Set<Role> roles,
        List<Parameter> parameters,
        Map<String, Schema> body,
        boolean bodyRequired,
        Map<Integer, Schema> answers) {

    static final String JSON = "application/json";
    private static final String DOCUMENT = "application/octet-stream";

    /** Where a parameter stands. */
    enum Location {
        PATH,
        QUERY,
        HEADER
    }

    /** A parameter; {@code type} is the JSON type that its text stands for. */
    record Parameter(String name, Location in, String type, Schema schema) {

        JsonNode typed(String text) {
            if (type.equals("integer") && text.matches("-?\\d{1,18}")) {
                return LongNode.valueOf(Long.parseLong(text));
            }
            if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
                return BooleanNode.valueOf(text.equals("true"));
            }
            return TextNode.valueOf(text);
        }
    }

    /** Every problem of a request's parameters and of its JSON body; empty where there is none. */
    List<FieldProblem> check(Parameters given, @Nullable JsonNode json) {
        List<FieldProblem> problems = new ArrayList<>();
        parameters.forEach(parameter -> check(parameter, given, problems));
        given.query().forEach((name, values) -> checkQuery(name, values, problems));
        Schema schema = takesDocuments() ? null : body.get(JSON);
        if (json != null && schema != null) {
            schema.check(json, "", problems);
        }
        return problems;
    }

    /** True where documents of tens of megabytes come or go. */
    boolean takesDocuments() {
        return id.equals("getDocument") || body.containsKey(DOCUMENT);
    }

    /** Every problem of a body of another media type than JSON. */
    List<FieldProblem> checkBody(String mediaType, JsonNode json) {
        Schema schema = body.get(mediaType);
        return schema == null ? List.of() : schema.check(json, "");
    }

    private static void check(Parameter parameter, Parameters given, List<FieldProblem> problems) {
        String name = parameter.name();
        String text = switch (parameter.in()) {
            case PATH -> given.path(name);
            case QUERY -> given.query(name);
            case HEADER -> given.header(name);
        };
        if (text != null) {
            String path = parameter.in().name().toLowerCase(Locale.ROOT) + "." + name;
            parameter.schema().check(parameter.typed(text), path, problems);
        }
    }

    private void checkQuery(String name, List<String> values, List<FieldProblem> problems) {
        if (parameters.stream()
                .noneMatch(parameter ->
                        parameter.in() == Location.QUERY && parameter.name().equals(name))) {
            problems.add(new FieldProblem("query." + name, "unknown parameter"));
        } else if (values.size() > 1) {
            problems.add(new FieldProblem("query." + name, values.size() + " values (expected: one)"));
        }
    }
}
