package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpoolTellerTest {
    private final List<Set<String>> told = new ArrayList<>();
    private Set<String> spool = Set.of();
    private boolean isAway;

    private final SpoolTeller teller = new SpoolTeller("n-1", () -> spool, () -> new SpooledIndices() {
        @Override
        public void tell(String node, Set<String> indices) throws StoreUnavailableException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            told.add(indices);
        }

        @Override
        public Set<String> all() {
            return Set.of();
        }

        @Override
        public void close() {}
    });

    @Test
    void tellsWhatTheSpoolNamesAndOnceThatItNamesNothing() {
        teller.tell();
        spool = Set.of("weir-errors-000001");
        teller.tell();
        teller.tell();
        spool = Set.of();
        teller.tell();
        teller.tell();

        assertThat(told).containsExactly(Set.of("weir-errors-000001"), Set.of("weir-errors-000001"), Set.of());
    }

    @Test
    void tellsItAgainWhereTheStoreWasAway() {
        spool = Set.of("weir-errors-000001");
        teller.tell();
        isAway = true;
        spool = Set.of();
        teller.tell();
        isAway = false;
        teller.tell();

        assertThat(told).containsExactly(Set.of("weir-errors-000001"), Set.of());
    }
}
