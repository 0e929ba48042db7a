package io.weir.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifecyclesTest {

    @Test
    void findsTheShortestWay() {
        assertThat(Lifecycles.way("CREATED", "RETIRED"))
                .hasValueSatisfying(way -> assertThat(way).containsExactly("publish", "deprecate", "retire"));
        assertThat(Lifecycles.way("BLOCKED", "PUBLISHED"))
                .hasValueSatisfying(way -> assertThat(way).containsExactly("unblock"));
        assertThat(Lifecycles.way("PUBLISHED", "PUBLISHED"))
                .hasValueSatisfying(way -> assertThat(way).isEmpty());
    }

    @Test
    void knowsThatThereIsNoWayBack() {
        assertThat(Lifecycles.way("RETIRED", "PUBLISHED")).isEmpty();
        assertThat(Lifecycles.way("PUBLISHED", "CREATED")).isEmpty();
    }
}
