package io.weir.upstream;

import static io.weir.upstream.Endpoints.definition;
import static io.weir.upstream.Endpoints.order;
import static io.weir.upstream.Endpoints.takeOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointGroupsTest {
    private final EndpointGroups groups = new EndpointGroups(0);

    @Test
    void keepsTheGroupWhereNothingChanged() {
        EndpointGroup group = groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 1, 1));

        assertThat(groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 1, 1)))
                .isSameAs(group);
    }

    @Test
    void keepsServersAndTheirHealthOverAnEdit() {
        EndpointGroup before = groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 1, 1));
        takeOut(before.endpoints().get(1));

        EndpointGroup after = groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 3, 4, 5));

        assertThat(origin(after, 0)).isSameAs(origin(before, 0));
        assertThat(after.endpoints().get(1).isIn()).isFalse();
        assertThat(origin(before, 1).isRetired()).isFalse();
    }

    @Test
    void goesOnWithTheOrderOverAnEdit() {
        EndpointGroup before = groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 5, 1, 1));
        assertThat(order(before.selector(), 3)).isEqualTo("aab");

        EndpointGroup after = groups.groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 10, 2, 2));

        assertThat(order(after.selector(), 4)).isEqualTo("acaa");
    }

    @Test
    void sharesAServerBetweenApis() {
        EndpointGroup one = groups.groupFor("x", definition(Algorithm.ROUND_ROBIN, 1, 1));
        EndpointGroup other = groups.groupFor("y", definition(Algorithm.ROUND_ROBIN, 1));

        assertThat(origin(other, 0)).isSameAs(origin(one, 0));

        groups.remove("x");
        assertThat(origin(one, 0).isRetired()).isFalse();
        assertThat(origin(one, 1).isRetired()).isTrue();

        groups.remove("y");
        assertThat(origin(one, 0).isRetired()).isTrue();
    }

    @Test
    void startsWhereTheNodeStarts() {
        EndpointGroup group = new EndpointGroups(0.5).groupFor("x", definition(Algorithm.WEIGHTED_ROUND_ROBIN, 1, 1));

        assertThat(order(group.selector(), 4)).isEqualTo("baba");
        assertThatThrownBy(() -> new EndpointGroups(1)).hasMessage("start: 1.0 (expected: 0 <= start < 1)");
    }

    @Test
    void readsServerAndBasePathFromTheUrl() {
        Endpoint plain = endpoint("http://Host.example");
        assertThat(plain.basePath()).isEmpty();
        assertThat(plain.authority()).isEqualTo("host.example");
        assertThat(plain.origin().key().port()).isEqualTo(80);

        Endpoint based = endpoint("https://[::1]:8443/a%20b/");
        assertThat(based.basePath()).isEqualTo("/a%20b");
        assertThat(based.authority()).isEqualTo("[::1]:8443");
        assertThat(based.origin().key()).isEqualTo(new Origin.Key(true, "::1", 8443, Protocol.AUTO));
    }

    private static Origin origin(EndpointGroup group, int index) {
        return group.endpoints().get(index).origin();
    }

    private Endpoint endpoint(String url) {
        List<Target> targets = List.of(new Target(URI.create(url), 1));
        EndpointDefinition definition = new EndpointDefinition(
                EndpointDefinition.Type.SINGLE, Algorithm.ROUND_ROBIN, targets, null, Protocol.AUTO);
        return groups.groupFor("x", definition).endpoints().get(0);
    }
}
