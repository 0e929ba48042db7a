package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordTextsTest {
    private final RecordTexts texts = new RecordTexts();

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < RecordTexts.MAX_ENTRIES + 10; i++) {
            AccessRecord record = Records.record("r", Records.route(null), 200, null, "/a", null);
            RouteText route = texts.route(record);
            assertThat(Objects.requireNonNull(route).api().id()).isEqualTo("shop");
        }

        assertThat(texts.size()).isEqualTo(10);
    }

    @Test
    void writesACallerOnceAsLongAsNothingOfItChanges() {
        AccessRecord record = Records.record("r", Records.route(null), 200, null, "/a", null);
        RouteText route = texts.route(record);

        assertThat(texts.caller(record, route)).isSameAs(texts.caller(record, route));
        AccessRecord changed = Records.record("r", record.route(), 200, null, "/a", null);
        assertThat(texts.caller(changed, route)).isNotSameAs(texts.caller(record, route));
    }
}
