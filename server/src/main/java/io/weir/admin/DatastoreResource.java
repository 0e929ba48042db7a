package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.config.ConfigException;
import io.weir.config.ConfigProblem;
import io.weir.config.DataStoreValues;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.datastore.DataStoreSettings;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreMoved;
import io.weir.publishing.FieldProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** {@code /settings/datastore}: shown, tried, changed. The password is taken and never shown. */
final class DatastoreResource implements Resource {
    private static final String PASSWORD = "password";
    private static final String ADDRESSES = "addresses";
    private static final String PREFIX = "datastore.";

    private final DataStoreSettings settings;
    private final Supplier<Catalog> catalog;

    DatastoreResource(DataStoreSettings settings, Supplier<Catalog> catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getDatastoreSettings", call -> Answer.json(200, DatastoreView.settings(settings.current())),
                "testDatastoreSettings", call -> Answer.json(200, DatastoreView.test(settings.test(wanted(call)))),
                "putDatastoreSettings", this::put);
    }

    private Answer put(Call call) {
        boolean isSeeding = call.parameters().query("seed", "false").equals("true");
        NodeConfig.DataStore wanted = wanted(call);
        StoreMoved moved;
        try {
            moved = settings.move(wanted, isSeeding, call.caller().user());
        } catch (ObstacleException e) {
            throw DatastoreProblems.of(e);
        }
        if (moved.isMoved()) {
            call.trail().changed(DatastoreView.settings(moved.from()), DatastoreView.settings(moved.to()), Set.of());
            Audit.moved(call, DatastoreView.line(moved.from()), DatastoreView.line(moved.to()));
        }
        return Answer.json(200, DatastoreView.moved(moved, needsLogin(call, moved)));
    }

    /** Log-ins and tokens are in the store: those of the former one do not count any more. */
    private boolean needsLogin(Call call, StoreMoved moved) {
        if (!moved.isMoved() || moved.isSameCatalog()) {
            return false;
        }
        String bearer = call.client().bearer();
        return switch (call.caller().way()) {
            case LOCAL_TOKEN -> false;
            case SESSION -> true;
            case TOKEN -> bearer == null || catalog.get().tokenBySha256(Digests.sha256(bearer)) == null;
        };
    }

    private NodeConfig.DataStore wanted(Call call) {
        ObjectNode body = call.object();
        JsonNode password = body.remove(PASSWORD);
        body.remove("passwordSet");
        NodeConfig.DataStore read = read(body);
        NodeConfig.DataStore present = settings.current();
        Secret secret = Secret.NONE;
        if (password != null) {
            secret = Secret.of(password.textValue());
        } else if (read.addresses().equals(present.addresses())) {
            secret = present.password();
        }
        return new NodeConfig.DataStore(
                read.mode(),
                read.username(),
                secret,
                read.database(),
                read.tls(),
                read.commandTimeout(),
                read.operationTimeout(),
                read.addresses());
    }

    private static NodeConfig.DataStore read(ObjectNode body) {
        Map<String, String> values = new LinkedHashMap<>();
        body.properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        member.getKey().equals(ADDRESSES)
                                ? joined(member.getValue())
                                : member.getValue().asText()));
        try {
            return DataStoreValues.read(values);
        } catch (ConfigException e) {
            throw ProblemException.invalid(
                    e.problems().stream().map(DatastoreResource::problem).toList());
        }
    }

    private static String joined(JsonNode addresses) {
        StringJoiner joined = new StringJoiner(",");
        addresses.forEach(address -> joined.add(address.asText()));
        return joined.toString();
    }

    private static FieldProblem problem(ConfigProblem problem) {
        String path = problem.path();
        return new FieldProblem(
                path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path,
                problem.value() + " (expected: " + problem.expected() + ")");
    }
}
