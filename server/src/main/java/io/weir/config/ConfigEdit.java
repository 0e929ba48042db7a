package io.weir.config;

import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.Analytics;
import io.weir.config.NodeConfig.DataStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        Differences differences = new Differences("datastore");
        differences.put("mode", ValueType.written(before.mode()), ValueType.written(after.mode()));
        differences.put("username", before.username(), after.username());
        differences.put("password", before.password().reveal(), after.password().reveal());
        differences.put("database", before.database(), after.database());
        differences.put("tls", before.tls(), after.tls());
        differences.put("commandTimeout", text(before.commandTimeout()), text(after.commandTimeout()));
        differences.put("operationTimeout", text(before.operationTimeout()), text(after.operationTimeout()));
        return differences.edit(before.addresses(), after.addresses());
    }

    /** What turns one way to record calls into another: only what differs. */
    public static ConfigEdit ofAnalytics(Analytics before, Analytics after) {
        Differences differences = new Differences("analytics");
        differences.put("enabled", before.enabled(), after.enabled());
        differences.put("mode", ValueType.written(before.mode()), ValueType.written(after.mode()));
        differences.put("clusterName", before.clusterName(), after.clusterName());
        differences.put("username", before.username(), after.username());
        differences.put("password", before.password().reveal(), after.password().reveal());
        differences.put("apiKey", before.apiKey().reveal(), after.apiKey().reveal());
        differences.put("tls", before.tls(), after.tls());
        differences.put("truststore", text(before.truststore()), text(after.truststore()));
        differences.put(
                "truststorePassword",
                before.truststorePassword().reveal(),
                after.truststorePassword().reveal());
        differences.put("flushInterval", text(before.flushInterval()), text(after.flushInterval()));
        differences.put("maxActionsPerBulk", before.maxActionsPerBulk(), after.maxActionsPerBulk());
        differences.put("maxConcurrentBulk", before.maxConcurrentBulk(), after.maxConcurrentBulk());
        differences.put("sniff", before.sniff(), after.sniff());
        differences.put("retention", text(before.retention()), text(after.retention()));
        differences.put("spoolLimit", Quantity.sizeText(before.spoolLimit()), Quantity.sizeText(after.spoolLimit()));
        differences.put("replicas", text(before.replicas()), text(after.replicas()));
        differences.put("heap", Quantity.sizeText(before.heap()), Quantity.sizeText(after.heap()));
        return differences.edit(before.addresses(), after.addresses());
    }

    private static String text(Duration duration) {
        return Quantity.text(duration);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** The attributes of one element that differ. */
    private record Differences(String element, Map<String, String> values) {
        Differences(String element) {
            this(element, new LinkedHashMap<>());
        }

        void put(String name, Object before, Object after) {
            if (!Objects.equals(before, after)) {
                values.put(element + "." + name, after.toString());
            }
        }

        ConfigEdit edit(List<Address> before, List<Address> after) {
            return new ConfigEdit(values, before.equals(after) ? Map.of() : Map.of(element, after));
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
