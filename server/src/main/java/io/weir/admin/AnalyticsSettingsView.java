package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.settings.AnalyticsChanged;
import io.weir.analytics.settings.AnalyticsProbe;
import io.weir.analytics.settings.AnalyticsTest;
import io.weir.config.NodeConfig;
import java.util.Locale;

/** How the REST API shows analytics servers. Without passwords and keys. */
final class AnalyticsSettingsView {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private AnalyticsSettingsView() {}

    static ObjectNode settings(NodeConfig.Analytics analytics) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("enabled", analytics.enabled());
        view.put("mode", analytics.mode().name().toLowerCase(Locale.ROOT));
        view.put("clusterName", analytics.clusterName());
        analytics.addresses().forEach(address -> view.withArray("addresses").add(address.toString()));
        view.put("username", analytics.username());
        view.put("passwordSet", !analytics.password().isEmpty());
        view.put("apiKeySet", !analytics.apiKey().isEmpty());
        view.put("tls", analytics.tls());
        view.put(
                "truststore",
                analytics.truststore() == null ? "" : analytics.truststore().toString());
        view.put("truststorePasswordSet", !analytics.truststorePassword().isEmpty());
        view.put("flushInterval", analytics.flushInterval().toString());
        view.put("maxActionsPerBulk", analytics.maxActionsPerBulk());
        view.put("maxConcurrentBulk", analytics.maxConcurrentBulk());
        view.put("sniff", analytics.sniff());
        view.put("retention", analytics.retention().toString());
        view.put("spoolLimit", analytics.spoolLimit());
        if (analytics.replicas() != null) {
            view.put("replicas", analytics.replicas());
        }
        view.put("heap", analytics.heap());
        return view;
    }

    /** For the audit log. */
    static String line(NodeConfig.Analytics analytics) {
        return analytics.enabled()
                ? analytics.mode().name().toLowerCase(Locale.ROOT) + " " + analytics.addresses()
                : "off";
    }

    static ObjectNode test(AnalyticsTest test) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("usable", test.obstacles().isEmpty());
        ArrayNode obstacles = view.putArray("obstacles");
        test.obstacles()
                .forEach(found -> obstacles
                        .addObject()
                        .put("reason", found.obstacle().label())
                        .put("message", found.message()));
        AnalyticsProbe.Server server = test.server();
        if (server != null) {
            view.putObject("server")
                    .put("version", server.version())
                    .put("clusterName", server.clusterName())
                    .put("nodes", server.nodes())
                    .put("health", server.health())
                    .put("lifecycle", server.hasLifecycle())
                    .put("latencyMillis", server.latency().toNanos() / NANOS_PER_MILLI);
        }
        test.warnings().forEach(view.putArray("warnings")::add);
        return view;
    }

    static ObjectNode changed(AnalyticsChanged changed) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("changed", changed.isChanged());
        changed.warnings().forEach(view.putArray("warnings")::add);
        view.set("settings", settings(changed.to()));
        return view;
    }
}
