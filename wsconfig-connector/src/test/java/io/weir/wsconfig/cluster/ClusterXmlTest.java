package io.weir.wsconfig.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.cluster.ClusterNode.State;
import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterXmlTest {
    private static final String TWO_NODES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <cluster name="weir" generation="17">
              <!-- as a node writes it -->
              <node id="n-7f3a" host="10.0.0.5" state="up" profile="all-in-one" version="1.0.0" weight="3">
                <http port="8080"/><ajp port="8009" loopback="true"/><admin port="9000"/>
              </node>
              <node id="n-91c2" host="[fd00::1]" state="quiesced" profile="control-plane" version="1.0.0" weight="0">
                <http port="8081" colour="blue"><shade/></http>
              </node>
              <events><event/></events>
            </cluster>
            """;

    @Test
    void readsNodesAndTheirListeners() {
        Cluster cluster = parse(TWO_NODES);

        assertThat(cluster.name()).isEqualTo("weir");
        assertThat(cluster.generation()).isEqualTo(17);
        assertThat(cluster.nodes()).extracting(ClusterNode::id).containsExactly("n-7f3a", "n-91c2");
        ClusterNode first = cluster.nodes().get(0);
        assertThat(first.state()).isEqualTo(State.UP);
        assertThat(first.weight()).isEqualTo(3);
        assertThat(first.isForTraffic()).isTrue();
        assertThat(first.listener("ajp")).contains(new Listener("ajp", 8009, true));
        assertThat(first.listener("https")).isEmpty();
    }

    @Test
    void passesOverWhatALaterVersionMayAdd() {
        ClusterNode second = parse(TWO_NODES).nodes().get(1);

        assertThat(second.host()).isEqualTo("fd00::1");
        assertThat(second.isForTraffic()).isFalse();
        assertThat(second.listeners()).containsExactly(new Listener("http", 8081, false));
    }

    @Test
    void neverTakesAPartForTheWhole() {
        byte[] whole = TWO_NODES.strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClusterXml.parse("cluster.xml", part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(WsconfigException.class)
                    .hasMessageContaining("cluster.xml")
                    .hasMessageContaining("(expected:");
        }
    }

    @Test
    void readsNothingFromOutside(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "n-stolen");
        String document = "<!DOCTYPE cluster [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><cluster name=\"&e;\"/>";

        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("cluster.xml")
                .hasMessageNotContaining("stolen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nodes name='x'/>",
                "<cluster/>",
                "<cluster name='x'/>text",
                "<cluster name='x'></node>",
                "\u0000",
                "{}"
            })
    void refusesWhatIsNoCluster(String document) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("(expected:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id='n-7f3a'   | id='n 7'",
                "id='n-7f3a'   | id=''",
                "id='n-7f3a'   | id='../x'",
                "host='10.0.0.5' | host='a&#10;worker.list=evil'",
                "host='10.0.0.5' | host='10.0.0.5/x'",
                "host='10.0.0.5' | host='$(SECRET)'",
                "state='up'    | state='UP'",
                "weight='3'    | weight='1001'",
                "weight='3'    | weight='-1'",
                "loopback='true' | loopback='yes'",
                "port='8080'   | port='0'",
                "port='8080'   | port='65536'",
                "port='8080'   | port='80a'",
                "port='8080'   | "
            })
    void refusesAValueThatCannotBe(String good, String bad) {
        String document = TWO_NODES.replace('"', '\'').replace(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> parse(document))
                .isInstanceOf(WsconfigException.class)
                .hasMessageStartingWith("cluster.xml")
                .hasMessageContaining("(expected:");
    }

    @Test
    void refusesANodeThatIsThereTwice() {
        assertThatThrownBy(() -> parse(TWO_NODES.replace("n-91c2", "n-7f3a")))
                .hasMessage("cluster.xml: node id: n-7f3a (expected: each node once)");
    }

    @Test
    void namesTheLineOfWhatIsMissing() {
        assertThatThrownBy(() -> parse(TWO_NODES.replace(" state=\"up\"", "")))
                .hasMessage("cluster.xml:4: <node> without state (expected: a cluster.xml as a node writes it)");
    }

    private static Cluster parse(String document) {
        return ClusterXml.parse("cluster.xml", document.getBytes(StandardCharsets.UTF_8));
    }
}
