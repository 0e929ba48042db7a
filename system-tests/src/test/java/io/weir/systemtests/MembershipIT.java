package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that share a data store are a cluster: each sees who comes, goes, and is lost, and tells connectors by a file. */
class MembershipIT {
    @TempDir
    private Path folder;

    @Test
    void everyNodeShowsEveryNodeAndWhoGoesAndComesBack() throws Exception {
        try (NodeProcess first = NodeProcess.withEmbeddedStore(folder("first"));
                ClusterXml.Reader reader = new ClusterXml.Reader(first.clusterXml());
                NodeProcess second = NodeProcess.launching(first, folder("second"), "node.weight=5");
                NodeProcess third = NodeProcess.launching(first, folder("third"), "node.profile=gateway")) {
            second.awaitReady();
            third.awaitReady();
            awaitStates(Map.of(first, "up", second, "up", third, "up"), first, second, third);
            assertThat(Files.readString(second.clusterXml()))
                    .isEqualTo(Files.readString(first.clusterXml()))
                    .contains("weight=\"5\"")
                    .contains("profile=\"gateway\"")
                    .contains("<http port=\"" + second.httpPort() + "\" loopback=\"true\"/>");
            JsonNode cluster = second.admin("GET", "/cluster", "");
            assertThat(cluster.get("nodes"))
                    .hasSize(3)
                    .allMatch(node -> node.get("inSync").asBoolean());
            assertThat(cluster.get("generation"))
                    .isEqualTo(first.admin("GET", "/cluster", "").get("generation"));

            second.signal("STOP");
            awaitStates(Map.of(first, "up", third, "up"), first, third);
            second.signal("CONT");
            awaitStates(Map.of(first, "up", second, "up", third, "up"), first, second, third);

            third.signal("KILL");
            awaitStates(Map.of(first, "up", second, "up"), first, second);
            assertThat(second.terminate()).isZero();
            awaitStates(Map.of(first, "up"), first);
            assertThat(ClusterXml.states(second.clusterXml())).containsOnlyKeys(first.id());

            assertThat(eventTypes(first))
                    .containsSubsequence("node-left", "node-lost", "node-joined", "node-lost", "node-joined");
            assertThat(reader.reads()).isPositive();
        }
    }

    @Test
    void twoProcessesCannotHaveOneId() throws Exception {
        try (NodeProcess first = NodeProcess.withEmbeddedStore(folder("first"), "node.id=n-one");
                NodeProcess twin = NodeProcess.launching(first, folder("twin"), "node.id=n-one")) {

            assertThat(twin.awaitEnd()).isEqualTo(1);

            assertThat(twin.log()).contains("node.id: n-one (expected: an id of its own; a node on ");
            assertThat(ClusterXml.states(first.clusterXml())).isEqualTo(Map.of("n-one", "up"));
        }
    }

    @Test
    void aNodeThatWasKilledComesBackUnderItsId() throws Exception {
        try (NodeProcess first = NodeProcess.withEmbeddedStore(folder("first"))) {
            String id;
            try (NodeProcess second = NodeProcess.joining(first, folder("second"))) {
                id = second.id();
                second.signal("KILL");
                second.awaitEnd();
            }

            try (NodeProcess again = NodeProcess.joining(first, folder("second"))) {
                assertThat(again.id()).isEqualTo(id);
                awaitStates(Map.of(first, "up", again, "up"), first, again);
            }
        }
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(folder.resolve(name));
    }

    /** By id: a node's own listeners may be up a moment before the others have been told. */
    private static void awaitStates(Map<NodeProcess, String> expected, NodeProcess... readers) throws Exception {
        Map<String, String> states = new TreeMap<>();
        for (Map.Entry<NodeProcess, String> node : expected.entrySet()) {
            states.put(node.getKey().id(), node.getValue());
        }
        for (NodeProcess reader : readers) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() ->
                            assertThat(ClusterXml.states(reader.clusterXml())).isEqualTo(states));
        }
    }

    /** Newest first. */
    private static List<String> eventTypes(NodeProcess node) {
        return node.admin("GET", "/events?limit=100", "").get("items").findValuesAsText("type");
    }
}
