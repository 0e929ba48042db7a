package io.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cluster is, as one of its nodes sees it.
 *
 * @param cluster the answer of {@code GET /cluster}
 * @param dataStore the answer of {@code GET /settings/datastore}
 * @param analytics the answer of {@code GET /settings/analytics}
 * @param isReady whether the asked node takes traffic
 * @param isStoreReachable whether the asked node reaches the data store
 * @param isAnalyticsReachable whether the asked node reaches the analytics server
 * @param isLosingRecords whether the asked node loses records, because its spool takes no more either
 */
record ClusterStatus(
        ObjectNode cluster,
        ObjectNode dataStore,
        ObjectNode analytics,
        boolean isReady,
        boolean isStoreReachable,
        boolean isAnalyticsReachable,
        boolean isLosingRecords) {
    private static final int OK = 200;
    private static final Pattern STORE_REACHABLE = gauge("weir_store_reachable");
    private static final Pattern ANALYTICS_UP = gauge("weir_analytics_up");
    private static final Pattern ANALYTICS_LOSING = gauge("weir_analytics_losing");

    /** Asks a node. */
    static ClusterStatus ask(AdminClient client) {
        boolean isReady = client.readiness().status() == OK;
        String metrics = client.metrics();
        return new ClusterStatus(
                client.get("/cluster").object(),
                client.get("/settings/datastore").object(),
                client.get("/settings/analytics").object(),
                isReady,
                isStoreReachable(metrics),
                isPositive(ANALYTICS_UP, metrics),
                isPositive(ANALYTICS_LOSING, metrics));
    }

    private static Pattern gauge(String name) {
        return Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)", Pattern.MULTILINE);
    }

    static boolean isStoreReachable(String metrics) {
        return isPositive(STORE_REACHABLE, metrics);
    }

    private static boolean isPositive(Pattern name, String metrics) {
        Matcher gauge = name.matcher(metrics);
        return gauge.find() && Double.parseDouble(gauge.group(1)) > 0;
    }

    /** What is not as it should be; empty where all is well. */
    List<String> degraded() {
        List<String> reasons = new ArrayList<>();
        if (!isReady) {
            reasons.add("the asked node takes no traffic");
        }
        if (!isStoreReachable) {
            reasons.add("the asked node does not reach the data store");
        }
        if (hasAnalytics() && !isAnalyticsReachable) {
            reasons.add("the asked node does not reach the analytics server");
        }
        if (hasAnalytics() && isLosingRecords) {
            reasons.add("the asked node loses records: its disk or its spool takes no more");
        }
        for (JsonNode node : cluster.path("nodes")) {
            String id = "node " + node.path("id").asText();
            if (!node.path("state").asText().equals("up")) {
                reasons.add(id + " is " + node.path("state").asText());
            }
            if (!node.path("inSync").asBoolean()) {
                reasons.add(
                        id + " is at revision " + node.path("appliedRevision").asText() + " of "
                                + cluster.path("revision").asText());
            }
        }
        return reasons;
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("cluster " + cluster.path("name").asText() + ", configuration revision "
                + cluster.path("revision").asText());
        lines.add("data store " + reached(dataStore, isStoreReachable));
        lines.add("analytics " + (hasAnalytics() ? reached(analytics, isAnalyticsReachable) : "off"));
        for (JsonNode node : cluster.path("nodes")) {
            lines.add("node " + node.path("id").asText() + " on "
                    + node.path("host").asText() + ": "
                    + node.path("state").asText() + ", version "
                    + node.path("version").asText() + ", revision "
                    + node.path("appliedRevision").asText()
                    + (node.path("inSync").asBoolean()
                            ? ", in sync"
                            : ", not in sync since "
                                    + node.path("outOfSyncSince").asText("a moment ago"))
                    + (node.path("quiesce").asText("none").equals("writes") ? ", takes no writes" : ""));
        }
        List<String> degraded = degraded();
        lines.add(degraded.isEmpty() ? "all is well" : "degraded: " + String.join("; ", degraded));
        return lines;
    }

    /** For scripts. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", degraded().isEmpty() ? "ok" : "degraded");
        ArrayNode reasons = json.putArray("degraded");
        degraded().forEach(reasons::add);
        json.put("ready", isReady);
        json.setAll(cluster);
        ObjectNode store = dataStore.deepCopy();
        json.set("datastore", store.put("reachable", isStoreReachable));
        ObjectNode records = analytics.deepCopy();
        if (hasAnalytics()) {
            records.put("reachable", isAnalyticsReachable).put("losing", isLosingRecords);
        }
        json.set("analytics", records);
        return json;
    }

    private boolean hasAnalytics() {
        return analytics.path("enabled").asBoolean();
    }

    private static String reached(ObjectNode server, boolean isReachable) {
        return server.path("mode").asText() + " at " + addresses(server) + ": "
                + (isReachable ? "reachable" : "not reachable");
    }

    private static String addresses(ObjectNode server) {
        StringJoiner addresses = new StringJoiner(", ");
        server.path("addresses").forEach(address -> addresses.add(address.asText()));
        return addresses.toString();
    }
}
