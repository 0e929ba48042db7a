package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.config.DataStoreValues;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.datastore.DataStoreSettings;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreMoved;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /settings/datastore}: shown, tried, changed. The password is taken and never shown. */
final class DatastoreResource implements Resource {
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
        Secret password = SettingsValues.take(body, "password");
        NodeConfig.DataStore read = SettingsValues.read(body, "datastore", DataStoreValues::read);
        NodeConfig.DataStore present = settings.current();
        Secret kept = read.addresses().equals(present.addresses()) ? present.password() : Secret.NONE;
        return new NodeConfig.DataStore(
                read.mode(),
                read.username(),
                password == null ? kept : password,
                read.database(),
                read.tls(),
                read.commandTimeout(),
                read.operationTimeout(),
                read.addresses());
    }
}
