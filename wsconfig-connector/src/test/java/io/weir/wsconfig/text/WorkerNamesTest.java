package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerNamesTest {
    private final WorkerNames names = new WorkerNames(12);

    @Test
    void carryTheConnectorsNumber() {
        assertThat(names.balancer()).isEqualTo("weir12");
        assertThat(names.node("n-7f3a")).isEqualTo("weir12-node-n-7f3a");
    }

    @Test
    void fitIntoSharedMemoryAndStayDifferent() {
        String one = names.node("x".repeat(62) + "1");
        String two = names.node("x".repeat(62) + "2");

        assertThat(one).hasSize(WorkerNames.MAX_LENGTH).isNotEqualTo(two);
        assertThat(new WorkerNames(999_999).node("y".repeat(63))).hasSize(WorkerNames.MAX_LENGTH);
    }

    @Test
    void holdNoDot() {
        assertThat(names.node("a.b")).doesNotContain(".").isNotEqualTo(names.node("a_b"));
        assertThat(IntStream.range(0, 64)
                        .mapToObj(length -> names.node("z".repeat(length)))
                        .distinct())
                .hasSize(64);
    }
}
