package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.SharedListener;
import io.weir.config.NodeConfig;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /settings/listeners}: what nodes share, and what this one has. */
final class ListenerSettingsResource implements Resource {
    private final Supplier<ListenerSettings> settings;
    private final NodeConfig config;

    ListenerSettingsResource(Supplier<ListenerSettings> settings, NodeConfig config) {
        this.settings = settings;
        this.config = config;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("getListenerSettings", call -> Answer.json(200, view()), "putListenerSettings", call -> {
            SortedMap<String, SharedListener> wanted = new TreeMap<>();
            JsonNode shared = call.object().path("shared");
            shared.properties().forEach(listener -> wanted.put(listener.getKey(), read(listener.getValue())));
            ObjectNode before = AdminJson.MAPPER.valueToTree(settings.get().read());
            settings.get().write(wanted);
            call.trail().changed(before, AdminJson.MAPPER.valueToTree(wanted), Set.of());
            return Answer.json(200, view());
        });
    }

    private static SharedListener read(JsonNode listener) {
        return new SharedListener(
                listener.path("enabled").asBoolean(true),
                listener.path("host").asText("0.0.0.0"),
                listener.path("port").asInt());
    }

    private ObjectNode view() throws StoreUnavailableException {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.set("shared", AdminJson.MAPPER.valueToTree(settings.get().read()));
        view.put("taken", config.cluster().sharedListeners());
        ObjectNode own = view.putObject("inForce");
        NodeConfig.Listeners listeners = config.listeners();
        put(
                own,
                "http",
                listeners.http().enabled(),
                listeners.http().host(),
                listeners.http().port());
        put(
                own,
                "https",
                listeners.https().enabled(),
                listeners.https().host(),
                listeners.https().port());
        put(
                own,
                "ajp",
                listeners.ajp().enabled(),
                listeners.ajp().host(),
                listeners.ajp().port());
        return view;
    }

    private static void put(ObjectNode own, String name, boolean enabled, String host, int port) {
        own.putObject(name).put("enabled", enabled).put("host", host).put("port", port);
    }
}
