package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.Family;
import org.junit.jupiter.api.Test;

class IndexLayoutTest {

    private static IndexLayout layout(String json) throws Exception {
        return IndexLayout.of(ElasticAnswer.MAPPER.readTree(json));
    }

    @Test
    void knowsWhereNewDocumentsGo() throws Exception {
        IndexLayout layout = layout("""
                {"weir-errors-000001":{"aliases":{"weir-errors":{"is_write_index":false}}},
                 "weir-errors-000002":{"aliases":{"weir-errors":{"is_write_index":true}}},
                 "weir-audit-000001":{"aliases":{"weir-audit":{}}}}""");

        assertThat(layout.writeIndex(Family.ERRORS)).isEqualTo("weir-errors-000002");
        assertThat(layout.writeIndex(Family.AUDIT)).isNull();
        assertThat(layout.newest(Family.ERRORS)).isEqualTo(2);
        assertThat(layout.newest(Family.LOG)).isZero();
        assertThat(layout.closed(Family.ERRORS)).containsExactly("weir-errors-000001");
        assertThat(layout.closed(Family.AUDIT)).containsExactly("weir-audit-000001");
    }

    @Test
    void findsWhatIsNotBehindItsAlias() throws Exception {
        IndexLayout layout = layout("""
                {"weir-policy-violations-000003":{"aliases":{}}, "weir-something-else":{"aliases":{}},
                 "weir-other-000001":{"aliases":{}}}""");

        assertThat(layout.strays()).containsExactly("weir-policy-violations-000003");
        assertThat(layout.squatters()).isEmpty();
    }

    @Test
    void findsAnIndexThatHasAnAliasesName() throws Exception {
        assertThat(layout("{\"weir-transactions\":{\"aliases\":{}}}").squatters())
                .containsExactly("weir-transactions");
    }
}
