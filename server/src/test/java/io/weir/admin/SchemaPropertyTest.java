package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Says the same of bodies as an independent implementation of JSON Schema. */
class SchemaPropertyTest {
    private static final JsonNode DOCUMENT = document();
    private static final Schema.Compiler COMPILER = new Schema.Compiler(DOCUMENT);
    private static final SchemaRepository LIBRARY = library();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "1000000000001",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"/a\"",
            "\"A B\"",
            "\"PT1S\"",
            "\"fixed\"",
            "\"soft\"",
            "\"least-requests\"",
            "\"GET\"",
            "[]",
            "[1]",
            "[\"a\",\"a\"]",
            "{}",
            "{\"type\":\"none\"}",
            "{\"url\":\"http://a\"}",
            "[{\"url\":\"http://a\",\"weight\":1001}]");

    @Property(tries = 400)
    void agreesOnPlans(@ForAll @Size(max = 4) List<@IntRange(max = 1_000_000) Integer> edits) throws Exception {
        assertAgreement("PlanInput", edited("""
                {"name": "A", "approval": "auto", "limits": [{"name": "x", "scope": "ip", "count": 5, "period": "PT1S",
                 "algorithm": "token-bucket", "burst": 7, "enforcement": "hard", "shadow": false}]}""", edits));
    }

    @Property(tries = 400)
    void agreesOnApis(@ForAll @Size(max = 4) List<@IntRange(max = 1_000_000) Integer> edits) throws Exception {
        assertAgreement("ApiInput", edited("""
                {"id": "a", "name": "A", "context": "/a", "version": "1", "resources": [{"method": "GET", "path": "/a"}],
                 "endpoint": {"type": "single", "algorithm": "round-robin", "targets": [{"url": "http://a", "weight": 1}],
                 "timeouts": {"connect": "PT1S"}}, "security": {"type": "none"}, "plans": ["gold"]}""", edits));
    }

    private static void assertAgreement(String name, JsonNode body) {
        boolean valid = COMPILER.reference("#/components/schemas/" + name)
                .check(body, "")
                .isEmpty();
        JsonSchema schema = JsonSchema.of(new JsonObject().put("$ref", "app://contract/#/components/schemas/" + name));
        Boolean expected = LIBRARY.validator(schema)
                .validate(new JsonObject(body.toString()))
                .getValid();
        assertThat(valid).as(body.toString()).isEqualTo(expected);
    }

    /** Each edit replaces, adds or removes one member somewhere. */
    private static JsonNode edited(String json, List<Integer> edits) throws Exception {
        JsonNode body = AdminJson.MAPPER.readTree(json);
        for (int edit : edits) {
            List<ObjectNode> objects = objects(body, new ArrayList<>());
            ObjectNode object = objects.get(edit % objects.size());
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.add("unknown");
            names.add("thresholdPercent");
            String name = names.get(edit / 7 % names.size());
            if (edit % 5 == 0) {
                object.remove(name);
            } else {
                object.set(name, AdminJson.MAPPER.readTree(VALUES.get(edit / 77 % VALUES.size())));
            }
        }
        return body;
    }

    private static List<ObjectNode> objects(JsonNode node, List<ObjectNode> found) {
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> objects(child, found));
        }
        return found;
    }

    private static JsonNode document() {
        try {
            return AdminJson.MAPPER.readTree(Contract.load().json().getBytes());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SchemaRepository library() {
        SchemaRepository repository = SchemaRepository.create(new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("app://contract")
                .setOutputFormat(OutputFormat.Flag));
        repository.dereference("app://contract", JsonSchema.of(new JsonObject(DOCUMENT.toString())));
        return repository;
    }
}
