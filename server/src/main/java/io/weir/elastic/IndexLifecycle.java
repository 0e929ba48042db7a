package io.weir.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import java.time.Duration;

/**
 * The server's own management of indices over their life, where it has it: one policy for each family, which rolls over as
 * {@link RolloverRules} say and deletes what is too old. Blocks; one thread at a time.
 */
final class IndexLifecycle {
    private final ElasticCluster cluster;
    private volatile boolean isThere;

    IndexLifecycle(ElasticCluster cluster) {
        this.cluster = cluster;
    }

    /** Whether the server has it, and this user may use it; known after {@link #ensure}. */
    boolean isThere() {
        return isThere;
    }

    /** Asks, without changing anything, whether the server has it. */
    boolean find() throws AnalyticsUnavailableException, InterruptedException {
        ElasticAnswer answer = cluster.send(ElasticRequest.get("/_ilm/status"));
        return answer.isSuccess()
                && answer.json().path("operation_mode").asText("").equals("RUNNING");
    }

    /** Finds out whether the server has it, and writes the policies then. */
    void ensure() throws AnalyticsUnavailableException, InterruptedException {
        boolean isFound = find();
        if (isFound) {
            for (Family family : Family.values()) {
                cluster.ask(ElasticRequest.put("/_ilm/policy/" + family.alias(), policy(family)));
            }
        }
        isThere = isFound;
    }

    private ObjectNode policy(Family family) {
        Duration retention = cluster.settings().retention();
        RolloverRules rules = RolloverRules.of(family, retention);
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        ObjectNode phases = body.putObject("policy").putObject("phases");
        phases.putObject("hot").putObject("actions").set("rollover", rules.conditions());
        ObjectNode delete = phases.putObject("delete");
        delete.put("min_age", retention.toMinutes() + "m");
        delete.putObject("actions").putObject("delete");
        return body;
    }
}
