package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1EncoderTest {
    private final ByteBuf out = Unpooled.buffer();
    private final Http1Encoder encoder = new Http1Encoder(out);

    @Test
    void writesFieldsAsTheyAre() {
        encoder.add("X-A", "b\tc \u00e9");

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("X-A: b\tc \u00e9\r\n");
    }

    @Test
    void writesChunkSizesInHex() {
        encoder.chunkSize(0xBEEF);

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("beef\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u007fb", "\u010d", "\u560a"})
    void refusesValuesThatCouldEndALine(String value) {
        assertThatThrownBy(() -> encoder.add("X-A", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-A")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X A", "X:A", "X\r\n", "\u00e9"})
    void refusesNamesThatAreNoTokens(String name) {
        assertThatThrownBy(() -> encoder.add(name, "v")).isInstanceOf(IllegalArgumentException.class);
    }
}
