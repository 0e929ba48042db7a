package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.publishing.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A JSON Schema of the contract, ready to check values: names every problem at once, the offending value and what was expected. It
 * knows the keywords that {@code openapi.yaml} uses and refuses any other, so that nothing there is silently without effect.
 * {@code not} stands for what a later version brings. Immutable; any thread.
 */
public final class Schema {
    private static final String MASK = "***";
    private static final int MAX_SHOWN = 60;

    private final List<Check> checks;

    private Schema(List<Check> checks) {
        this.checks = checks;
    }

    /** One keyword at work. */
    @FunctionalInterface
    interface Check {
        void on(JsonNode value, String path, List<FieldProblem> problems);
    }

    /** Makes schemas of one document, each named one once. */
    public static final class Compiler {
        private static final String REF_PREFIX = "#/components/schemas/";

        private final JsonNode components;
        private final Map<String, Schema> named = new ConcurrentHashMap<>();

        /** @param document the whole contract */
        public Compiler(JsonNode document) {
            this.components = document.path("components").path("schemas");
        }

        /** Makes one schema. */
        public Schema compile(JsonNode model) {
            List<Check> checks = new ArrayList<>();
            SchemaKeywords keywords = new SchemaKeywords(this, model);
            model.fieldNames()
                    .forEachRemaining(keyword -> keywords.check(keyword).ifPresent(checks::add));
            return new Schema(List.copyOf(checks));
        }

        Schema reference(String ref) {
            if (!ref.startsWith(REF_PREFIX)) {
                throw new IllegalArgumentException("$ref: " + ref + " (expected: " + REF_PREFIX + "…)");
            }
            String name = ref.substring(REF_PREFIX.length());
            Schema known = named.get(name);
            if (known != null) {
                return known;
            }
            JsonNode model = components.get(name);
            if (model == null) {
                throw new IllegalArgumentException("$ref: " + ref + " (expected: a schema of the contract)");
            }
            Schema schema = compile(model);
            named.put(name, schema);
            return schema;
        }
    }

    /** Everything that is wrong with a value. */
    public List<FieldProblem> check(JsonNode value, String path) {
        List<FieldProblem> problems = new ArrayList<>();
        check(value, path, problems);
        return problems;
    }

    void check(JsonNode value, String path, List<FieldProblem> problems) {
        for (Check check : checks) {
            check.on(value, path, problems);
        }
    }

    /** A value as a message may show it. */
    static String shown(JsonNode value, boolean secret) {
        if (secret) {
            return MASK;
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
