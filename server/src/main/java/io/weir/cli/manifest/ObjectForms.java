package io.weir.cli.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weir.admin.Schema;
import io.weir.publishing.FieldProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of each kind of object, from the REST API's own contract ({@code openapi.yaml}): what a file may say, what holds where it says
 * nothing, and which fields must not be shown. One thread.
 */
public final class ObjectForms {
    /** What only the server writes. */
    private static final Set<String> READ_ONLY = Set.of("id", "revision", "created", "updated", "author");

    private final JsonNode schemas;
    private final Schema.Compiler compiler;
    private final Map<ManifestKind, Schema> checks = new EnumMap<>(ManifestKind.class);

    private ObjectForms(JsonNode contract) {
        this.schemas = contract.path("components").path("schemas");
        this.compiler = new Schema.Compiler(contract);
    }

    /** Reads the contract from the class path. */
    public static ObjectForms load() {
        try (InputStream in = requireNonNull(ObjectForms.class.getResourceAsStream("/openapi.yaml"))) {
            return new ObjectForms(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is wrong with an object; paths are relative to it. */
    List<FieldProblem> check(ManifestKind kind, ObjectNode object) {
        return checks.computeIfAbsent(kind, one -> compiler.compile(form(one))).check(object, "");
    }

    /** The same object with its defaults, without nulls and what only the server writes, and with one form for each number. */
    ObjectNode canonical(ManifestKind kind, ObjectNode object) {
        ObjectNode canonical = new Canonical(this::resolve).of(object, form(kind));
        canonical.remove(READ_ONLY);
        if (canonical.path("endpoint") instanceof ObjectNode endpoint && !endpoint.has("type")) {
            endpoint.put("type", endpoint.path("targets").size() == 1 ? "single" : "load-balancer");
        }
        return canonical;
    }

    /** The fields, at the top of the object, that must not be shown. */
    Set<String> secrets(ManifestKind kind) {
        return Set.copyOf(form(kind)
                .path("properties")
                .propertyStream()
                .filter(property ->
                        resolve(property.getValue()).path("x-weir-secret").asBoolean())
                .map(Map.Entry::getKey)
                .toList());
    }

    private JsonNode form(ManifestKind kind) {
        JsonNode form = schemas.path(kind.label() + "Input");
        if (form.isMissingNode()) {
            throw new IllegalStateException("openapi.yaml has no schema " + kind.label() + "Input");
        }
        return form;
    }

    /** Follows a reference to a schema; what stands beside the reference counts as well. */
    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        if (reference.isEmpty()) {
            return schema;
        }
        ObjectNode merged = resolve(schemas.path(reference.substring(reference.lastIndexOf('/') + 1)))
                .deepCopy();
        List<String> beside = new ArrayList<>();
        schema.fieldNames().forEachRemaining(beside::add);
        beside.remove("$ref");
        beside.forEach(name -> merged.set(name, schema.get(name)));
        return merged;
    }
}
