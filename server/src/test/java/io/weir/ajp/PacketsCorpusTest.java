package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing found to reach different code of the decoder. */
class PacketsCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/io/weir/ajp/packets");

    @Test
    void everyInputIsTakenOrRefused() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(CORPUS)) {
            inputs = files.toList();
        }

        assertThat(inputs)
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        input -> assertThatCode(() -> PacketsFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input)))
                                .doesNotThrowAnyException());
    }
}
