package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdTest {

    @Test
    void readsWhatItWrites() {
        EventId id = new EventId(1_764_254_184_123L, 7);

        assertThat(id).hasToString("1764254184123-7");
        assertThat(EventId.parse(id.toString())).hasValue(id);
    }

    @Test
    void refusesOtherText() {
        for (String text : new String[] {"", "1", "1-", "-1", "1-2-3", "a-1", " 1-1", "1234567890123456789-0"}) {
            assertThat(EventId.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void ordersByTimeThenSequence() {
        assertThat(new EventId(2, 0)).isGreaterThan(new EventId(1, 9));
        assertThat(new EventId(1, 10)).isGreaterThan(new EventId(1, 9));
    }
}
