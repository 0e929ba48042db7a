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
 * @param isReady whether the asked node takes traffic
 * @param isStoreReachable whether the asked node reaches the data store
 */
record ClusterStatus(ObjectNode cluster, ObjectNode dataStore, boolean isReady, boolean isStoreReachable) {
    private static final int OK = 200;
    private static final Pattern STORE_REACHABLE =
            Pattern.compile("^weir_store_reachable(?:\\{[^}]*})? (\\S+)", Pattern.MULTILINE);

    /** Asks a node. */
    static ClusterStatus ask(AdminClient client) {
        boolean isReady = client.readiness().status() == OK;
        return new ClusterStatus(
                client.get("/cluster").object(),
                client.get("/settings/datastore").object(),
                isReady,
                isStoreReachable(client.metrics()));
    }

    static boolean isStoreReachable(String metrics) {
        Matcher gauge = STORE_REACHABLE.matcher(metrics);
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
        lines.add("data store " + dataStore.path("mode").asText() + " at " + addresses() + ": "
                + (isStoreReachable ? "reachable" : "not reachable"));
        lines.add("analytics: not in this version");
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
        json.putObject("analytics").put("enabled", false);
        return json;
    }

    private String addresses() {
        StringJoiner addresses = new StringJoiner(", ");
        dataStore.path("addresses").forEach(address -> addresses.add(address.asText()));
        return addresses.toString();
    }
}
