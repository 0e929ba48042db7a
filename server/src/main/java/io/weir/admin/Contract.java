package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.catalog.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code openapi.yaml}, read once: what can be called, by whom, and what a request must look like. Immutable; any thread.
 *
 * @param json the document as it is served
 * @param operations by their id, those with a literal path first
 */
record Contract(Buffer json, Map<String, Operation> operations) {
    /** Below it are all operations. */
    static final String BASE = "/api/v1";

    private static final String FILE = "/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    /** Reads the contract; takes some 100 ms, so not on an event loop. */
    static Contract load() {
        JsonNode document = read();
        Schema.Compiler compiler = new Schema.Compiler(document);
        Map<String, Operation> operations = new LinkedHashMap<>();
        document.path("paths").properties().stream()
                .sorted(Map.Entry.comparingByKey(Contract::literalFirst))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new OperationReader(document, compiler, path.getValue())
                                .read(method(member.getKey()), path.getKey(), member.getValue()))
                        .forEach(operation -> operations.put(operation.id(), operation)));
        return new Contract(Buffer.buffer(document.toString()), operations);
    }

    /** An operation by its id. */
    Operation operation(String id) {
        return Objects.requireNonNull(operations.get(id), id);
    }

    /** The ids of the operations that a role may call. */
    List<String> operationsOf(Role role) {
        return operations.values().stream()
                .filter(operation -> operation.roles().contains(role))
                .map(Operation::id)
                .sorted()
                .toList();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(FILE), FILE)) {
            return AdminJson.YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpMethod method(String name) {
        return HttpMethod.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static int literalFirst(String a, String b) {
        return a.replace('{', '\uffff').compareTo(b.replace('{', '\uffff'));
    }
}
