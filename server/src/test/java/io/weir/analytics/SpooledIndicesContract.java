package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SpooledIndices} does. */
public abstract class SpooledIndicesContract {

    protected abstract SpooledIndices spooled();

    @Test
    void namesNothingAtFirst() throws Exception {
        assertThat(spooled().all()).isEmpty();
    }

    @Test
    void namesWhatAnyNodeNames() throws Exception {
        spooled().tell("n-1", Set.of("weir-errors-000001", "weir-errors-000002"));
        spooled().tell("n-2", Set.of("weir-errors-000002", "weir-audit-000007"));

        assertThat(spooled().all())
                .containsExactlyInAnyOrder("weir-errors-000001", "weir-errors-000002", "weir-audit-000007");
    }

    @Test
    void replacesWhatANodeToldBefore() throws Exception {
        spooled().tell("n-1", Set.of("weir-errors-000001"));
        spooled().tell("n-1", Set.of("weir-errors-000002"));
        assertThat(spooled().all()).containsExactly("weir-errors-000002");

        spooled().tell("n-1", Set.of());
        assertThat(spooled().all()).isEmpty();
    }
}
