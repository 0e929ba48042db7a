package io.weir.wsconfig.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.cluster.ClusterNode.State;
import io.weir.wsconfig.failure.WsconfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final LocalAddresses HERE = host -> host.equals("here");
    private static final Listener AJP = new Listener("ajp", 8009, false);
    private static final Listener LOOPBACK = new Listener("ajp", 8009, true);

    @Test
    void takesNodesById() {
        Members members = select(node("b", "x", State.UP, 2, AJP), node("a", "y", State.UP, 1, AJP));

        assertThat(members.all())
                .containsExactly(new Member("a", "y", 8009, 1, true), new Member("b", "x", 8009, 2, true));
        assertThat(members.warnings()).isEmpty();
    }

    @Test
    void keepsAQuiescedNodeAndOneWithoutWeightInactive() {
        Members members = select(node("a", "x", State.QUIESCED, 3, AJP), node("b", "x", State.UP, 0, AJP));

        assertThat(members.all())
                .containsExactly(new Member("a", "x", 8009, 3, false), new Member("b", "x", 8009, 1, false));
    }

    @Test
    void leavesOutWhatIsNotThereForTraffic() {
        ClusterNode control = new ClusterNode("b", "x", State.UP, "control-plane", 1, List.of());

        Members members = select(node("a", "x", State.STARTING, 1, AJP), control, node("c", "x", State.UP, 1, AJP));

        assertThat(members.all()).extracting(Member::id).containsExactly("c");
        assertThat(members.warnings()).isEmpty();
    }

    @Test
    void reachesALoopbackListenerOnThisMachine() {
        assertThat(select(node("a", "here", State.UP, 1, LOOPBACK)).all())
                .containsExactly(new Member("a", "127.0.0.1", 8009, 1, true));
    }

    @Test
    void refusesALoopbackListenerOfAnotherMachineAndNamesTheSetting() {
        assertThatThrownBy(() -> select(node("a", "there", State.UP, 1, LOOPBACK), node("b", "x", State.UP, 1, AJP)))
                .isInstanceOf(WsconfigException.class)
                .hasMessage("node a: its ajp listener is bound to loopback, and the node is on another machine, there"
                        + " (expected: listeners.ajp.host an address that this machine reaches)");
    }

    @Test
    void leavesOutANodeWithoutTheListenerAndNamesTheSetting() {
        Members members = select(node("a", "x", State.UP, 1), node("b", "x", State.UP, 1, AJP));

        assertThat(members.all()).extracting(Member::id).containsExactly("b");
        assertThat(members.warnings())
                .containsExactly(
                        "node a: no ajp listener (expected: listeners.ajp.enabled true, for requests from this web server)");
    }

    @Test
    void leavesAClosedListenerOutWhereNobodyCouldAnswer() {
        Cluster cluster = new Cluster(
                "weir", 1, List.of(node("a", "there", State.UP, 1, LOOPBACK), node("b", "x", State.UP, 1, AJP)));

        Members members = Members.select(cluster, "ajp", HERE, false);

        assertThat(members.all()).extracting(Member::id).containsExactly("b");
        assertThat(members.warnings()).singleElement().asString().contains("listeners.ajp.host");
    }

    @Test
    void refusesToLeaveAWebServerWithoutANode() {
        assertThatThrownBy(() -> Members.select(new Cluster("weir", 1, List.of()), "ajp", HERE, false))
                .hasMessageContaining("cluster weir: no node can be used (expected:");
    }

    @Test
    void bracketsAnIpv6Address() {
        assertThat(new Member("a", "fd00::1", 8080, 1, true).authority()).isEqualTo("[fd00::1]:8080");
        assertThat(new Member("a", "h", 8080, 1, true).authority()).isEqualTo("h:8080");
    }

    private static Members select(ClusterNode... nodes) {
        return Members.select(new Cluster("weir", 1, List.of(nodes)), "ajp", HERE, true);
    }

    private static ClusterNode node(String id, String host, State state, int weight, Listener... listeners) {
        return new ClusterNode(id, host, state, "all-in-one", weight, List.of(listeners));
    }
}
