package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts as they must be, below {@code src/test/resources/golden}: a change of one is a change that operators see. */
final class Golden {
    private Golden() {}

    static void assertText(String text, String name) {
        assertThat(text).isEqualTo(read(name));
    }

    private static String read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            // Git checks .cmd files out with the line ends of Windows.
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
