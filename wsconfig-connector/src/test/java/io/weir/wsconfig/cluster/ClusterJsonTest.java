package io.weir.wsconfig.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.cluster.ClusterNode.State;
import io.weir.wsconfig.failure.WsconfigException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterJsonTest {
    private static final String ANSWER = """
            {"name":"weir","generation":5000000000,"revision":12,"extra":{"a":[1,{"b":2}]},"nodes":[
              {"id":"n-1","host":"10.0.0.5","state":"up","profile":"gateway","version":"1.0.0","weight":2,"inSync":true,
               "load":null,"started":"2026-11-21T12:00:00Z",
               "listeners":[{"name":"http","port":8080,"loopback":false},{"name":"ajp","port":8009,"loopback":true,"more":[]}]},
              {"id":"n-2","host":"b","state":"starting"}]}
            """;

    @Test
    void readsNodesAndTheirListeners() {
        Cluster cluster = parse(ANSWER);

        assertThat(cluster.generation()).isEqualTo(5_000_000_000L);
        ClusterNode first = cluster.nodes().get(0);
        assertThat(first.profile()).isEqualTo("gateway");
        assertThat(first.weight()).isEqualTo(2);
        assertThat(first.listeners())
                .containsExactly(new Listener("http", 8080, false), new Listener("ajp", 8009, true));
    }

    @Test
    void takesDefaultsForWhatANodeDoesNotTell() {
        ClusterNode second = parse(ANSWER).nodes().get(1);

        assertThat(second.state()).isEqualTo(State.STARTING);
        assertThat(second.weight()).isEqualTo(1);
        assertThat(second.listeners()).isEmpty();
    }

    @Test
    void neverTakesAPartForTheWhole() {
        byte[] whole = ANSWER.strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClusterJson.parse("http://a", part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(WsconfigException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{}",
                "{\"name\":\"w\",\"nodes\":[1]}",
                "{\"name\":\"w\",\"nodes\":[{\"id\":\"n\"}]}",
                "{\"name\":\"w\",\"nodes\":[{\"id\":\"n\",\"host\":\"h\",\"state\":\"up\",\"listeners\":[[]]}]}",
                "{\"name\":\"w\",\"nodes\":[{\"id\":\"n\",\"host\":\"h\\nworker.list=x\",\"state\":\"up\"}]}"
            })
    void refusesWhatIsNoCluster(String answer) {
        assertThatThrownBy(() -> parse(answer))
                .isInstanceOf(WsconfigException.class)
                .hasMessageStartingWith("http://a: ")
                .hasMessageContaining("(expected:");
    }

    private static Cluster parse(String answer) {
        return ClusterJson.parse("http://a", answer.getBytes(StandardCharsets.UTF_8));
    }
}
