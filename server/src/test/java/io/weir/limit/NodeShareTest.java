package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NodeShareTest {

    @Property
    void sharesAddUpToTheWhole(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long amount,
            @ForAll @IntRange(min = 1, max = 50) int nodes) {
        assertThat(IntStream.range(0, nodes)
                        .mapToLong(index -> new NodeShare(index, nodes).of(amount))
                        .sum())
                .isEqualTo(amount);
    }

    @Test
    void givesTheRestToTheFirstInOrderOfId() {
        assertThat(shareOf("b", "c", "a", "b").of(11)).isEqualTo(4);
        assertThat(shareOf("c", "c", "a", "b").of(11)).isEqualTo(3);
    }

    @Test
    void countsANodeThatWasNotSeenAsOneMore() {
        assertThat(shareOf("x", "a", "b").of(9)).isEqualTo(3);
        assertThat(shareOf("x").of(9)).isEqualTo(9);
    }

    private static NodeShare shareOf(String self, String... lastSeen) {
        return NodeShare.among(new LiveNodes() {
            @Override
            public String self() {
                return self;
            }

            @Override
            public List<String> lastSeen() {
                return List.of(lastSeen);
            }
        });
    }
}
