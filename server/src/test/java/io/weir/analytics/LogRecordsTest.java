package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogRecordsTest {
    private static final Logger OWN = LoggerFactory.getLogger("io.weir.some.Part");
    private static final Logger FOREIGN = LoggerFactory.getLogger("org.example.Library");

    private final GatheringSink sink = new GatheringSink();
    private final LogRecords records = new LogRecords(sink);

    @BeforeEach
    void attach() {
        records.attach();
    }

    @AfterEach
    void detach() {
        records.detach();
    }

    @Test
    void tellsWarningsAndErrorsOfOurOwn() {
        OWN.info("nothing special");
        OWN.warn("disk {} is nearly full", "a");
        OWN.error("it is full");
        FOREIGN.warn("not ours");

        assertThat(sink.notes)
                .filteredOn(note -> "io.weir.some.Part".equals(note.fields().get("logger")))
                .extracting(
                        note -> note.fields().get("level") + " " + note.fields().get("message"))
                .containsExactly("WARN disk a is nearly full", "ERROR it is full");
        assertThat(sink.notes)
                .noneMatch(note -> "org.example.Library".equals(note.fields().get("logger")));
    }

    @Test
    void isSilentOnceItIsDetached() {
        records.detach();
        OWN.warn("too late");

        assertThat(sink.notes).noneMatch(note -> "too late".equals(note.fields().get("message")));
    }
}
