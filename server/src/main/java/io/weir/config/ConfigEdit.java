package io.weir.config;

import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be changed in {@code config.xml}.
 *
 * @param values new values of attributes by their paths, as they shall count; a <code>${</code> in them means itself
 * @param addresses new lists of {@code <address>} elements by the paths of their parents, such as {@code datastore}
 */
public record ConfigEdit(Map<String, String> values, Map<String, List<Address>> addresses) {

    /** Keeps the order, in which attributes that are missing are added. */
    public ConfigEdit {
        values = new LinkedHashMap<>(values);
        addresses = new LinkedHashMap<>(addresses);
    }

    /** What turns one way to reach the data store into another: only what differs. */
    public static ConfigEdit ofDataStore(DataStore before, DataStore after) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "mode", ValueType.written(before.mode()), ValueType.written(after.mode()));
        put(values, "username", before.username(), after.username());
        put(values, "password", before.password().reveal(), after.password().reveal());
        put(values, "database", before.database(), after.database());
        put(values, "tls", before.tls(), after.tls());
        put(values, "commandTimeout", Quantity.text(before.commandTimeout()), Quantity.text(after.commandTimeout()));
        put(
                values,
                "operationTimeout",
                Quantity.text(before.operationTimeout()),
                Quantity.text(after.operationTimeout()));
        boolean isElsewhere = !before.addresses().equals(after.addresses());
        return new ConfigEdit(values, isElsewhere ? Map.of("datastore", after.addresses()) : Map.of());
    }

    private static void put(Map<String, String> values, String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            values.put("datastore." + name, after.toString());
        }
    }

    /** True where nothing is to be changed. */
    public boolean isEmpty() {
        return values.isEmpty() && addresses.isEmpty();
    }

    /** The paths that only this edit shall decide, as overrides name them. */
    List<String> paths() {
        List<String> paths = new ArrayList<>(values.keySet());
        addresses.keySet().forEach(parent -> {
            paths.add(parent + ".addresses");
            paths.add(parent + ".address.host");
            paths.add(parent + ".address.port");
        });
        return paths;
    }

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
        return "ConfigEdit of " + paths();
    }
}
