package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ClusterStatusTest {
    private static final ObjectNode STORE = object("{'mode': 'embedded', 'addresses': ['127.0.0.1:6379']}");
    private static final ObjectNode ANALYTICS =
            object("{'enabled': true, 'mode': 'external', 'addresses': ['127.0.0.1:9200', '127.0.0.1:9201']}");
    private static final ObjectNode OFF = object("{'enabled': false, 'mode': 'external', 'addresses': []}");
    private static final ObjectNode HEALTHY =
            object("{'name': 'weir', 'generation': 3, 'revision': 17, 'nodes': [" + node("up", true) + "]}");

    @Test
    void findsNothingWrongWithAHealthyCluster() {
        ClusterStatus status = new ClusterStatus(HEALTHY, STORE, ANALYTICS, true, true, true, false);

        assertThat(status.degraded()).isEmpty();
        assertThat(status.lines())
                .contains(
                        "cluster weir, configuration revision 17",
                        "data store embedded at 127.0.0.1:6379: reachable",
                        "analytics external at 127.0.0.1:9200, 127.0.0.1:9201: reachable",
                        "node n-1 on 10.0.0.5: up, version 0.1.0, revision 16, in sync",
                        "all is well");
        assertThat(status.json().path("status").asText()).isEqualTo("ok");
        assertThat(status.json().path("revision").asInt()).isEqualTo(17);
        assertThat(status.json().path("nodes")).hasSize(1);
        assertThat(status.json().path("datastore").path("reachable").asBoolean())
                .isTrue();
    }

    @Test
    void namesEveryPartThatIsDegraded() {
        ObjectNode cluster = object("{'name': 'weir', 'revision': 17, 'nodes': [" + node("quiesced", false) + "]}");

        ClusterStatus status = new ClusterStatus(cluster, STORE, ANALYTICS, false, false, false, true);

        assertThat(status.degraded())
                .containsExactly(
                        "the asked node takes no traffic",
                        "the asked node does not reach the data store",
                        "the asked node does not reach the analytics server",
                        "the asked node loses records: its disk or its spool takes no more",
                        "node n-1 is quiesced",
                        "node n-1 is at revision 16 of 17");
        assertThat(status.json().path("status").asText()).isEqualTo("degraded");
        assertThat(status.json().path("analytics").path("losing").asBoolean()).isTrue();
    }

    @Test
    void findsNothingWrongWithAnalyticsThatAreOff() {
        ClusterStatus status = new ClusterStatus(HEALTHY, STORE, OFF, true, true, false, false);

        assertThat(status.degraded()).isEmpty();
        assertThat(status.lines()).contains("analytics off");
        assertThat(status.json().path("analytics").path("enabled").asBoolean()).isFalse();
    }

    @Test
    void readsWhetherTheStoreIsReachableFromTheMetrics() {
        assertThat(ClusterStatus.isStoreReachable("# HELP x\nweir_store_reachable 1.0\nother 0.0\n"))
                .isTrue();
        assertThat(ClusterStatus.isStoreReachable("weir_store_reachable{node=\"a\"} 0.0\n"))
                .isFalse();
        assertThat(ClusterStatus.isStoreReachable("weir_store_reachable_total 1.0\n"))
                .isFalse();
    }

    private static String node(String state, boolean isInSync) {
        return "{'id': 'n-1', 'host': '10.0.0.5', 'state': '" + state
                + "', 'version': '0.1.0', 'appliedRevision': 16, 'inSync': " + isInSync + "}";
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
