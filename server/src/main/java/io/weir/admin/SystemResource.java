package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.config.NodeConfig;
import java.util.Locale;
import java.util.Map;

/** {@code /settings/datastore} and the contract itself. */
final class SystemResource implements Resource {
    private final Contract contract;
    private final NodeConfig.DataStore datastore;

    SystemResource(Contract contract, NodeConfig.DataStore datastore) {
        this.contract = contract;
        this.datastore = datastore;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getContract", call -> Answer.of(200, Operation.JSON, contract.json()),
                "getDatastoreSettings", call -> Answer.json(200, datastore()));
    }

    private ObjectNode datastore() {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("mode", datastore.mode().name().toLowerCase(Locale.ROOT));
        datastore.addresses().forEach(address -> view.withArray("addresses").add(address.toString()));
        view.put("database", datastore.database());
        view.put("tls", datastore.tls());
        view.put("username", datastore.username());
        view.put("passwordSet", !datastore.password().isEmpty());
        view.put("commandTimeout", datastore.commandTimeout().toString());
        view.put("operationTimeout", datastore.operationTimeout().toString());
        return view;
    }
}
