package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OccurrenceTest {

    @Test
    void cutsWhatIsTooLong() {
        String text = "x".repeat(5000);

        Occurrence occurrence = Occurrence.of(EventType.NODE_LOST, "n", text).with("a", text);
        for (int i = 0; i < 50; i++) {
            occurrence = occurrence.with("d" + i, "1");
        }

        assertThat(occurrence.message()).hasSize(Occurrence.MAX_MESSAGE).endsWith("x…");
        assertThat(occurrence.details()).hasSize(Occurrence.MAX_DETAILS);
        assertThat(occurrence.details().get("a")).hasSize(Occurrence.MAX_VALUE).endsWith("x…");
    }
}
