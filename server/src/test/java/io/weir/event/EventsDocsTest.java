package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} tells of each type what it is, and {@code openapi.yaml} has each that can be asked for. */
class EventsDocsTest {

    @Test
    void documentsEachTypeWithItsSeverity() throws IOException {
        String page = Files.readString(Path.of("../docs/events.md"));

        for (EventType type : EventType.values()) {
            assertThat(page)
                    .contains("| `" + type.label() + "` | " + type.severity().label() + " | ");
        }
    }

    @Test
    void offersEachKeptTypeToAskFor() throws IOException {
        String document = Files.readString(Path.of("src/main/resources/openapi.yaml"));

        for (EventType type : EventType.values()) {
            if (type.isKept()) {
                assertThat(document).contains("\n              - " + type.label() + "\n");
            }
        }
    }
}
