package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class BodyDecoderTest {
    private final BodyDecoder decoder = new BodyDecoder(new DoorLimits(64, 128, 4, 100, 1, 1));

    private void begin(boolean chunked, long length) {
        RequestHead head = new RequestHead(HttpMethod.POST, "/", null, false);
        head.chunked = chunked;
        head.contentLength = length;
        decoder.begin(head);
    }

    private String readAll(ByteBuf in) {
        StringBuilder text = new StringBuilder();
        Buffer piece = decoder.read(in);
        while (piece != null) {
            text.append(piece.toString(StandardCharsets.ISO_8859_1));
            piece = decoder.read(in);
        }
        return text.toString();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesAsMuchAsTheLengthSaysAndNoMore() {
        begin(false, 5);
        ByteBuf in = bytes("helloGET /");

        assertThat(readAll(in)).isEqualTo("hello");
        assertThat(decoder.isComplete()).isTrue();
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("GET /");
    }

    @Test
    void joinsSmallChunksThatCameTogether() {
        begin(true, RequestHead.NO_LENGTH);

        Buffer piece = decoder.read(bytes("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"));

        assertThat(piece).hasToString("abc");
        assertThat(decoder.isComplete()).isTrue();
    }

    @Test
    void leavesWhatFollowsTheTrailers() {
        begin(true, RequestHead.NO_LENGTH);
        ByteBuf in = bytes("2 ;a=\"b\"\r\nhi\r\n0;last\r\nX: y\r\nZ:\r\n\r\nGET /");

        assertThat(readAll(in)).isEqualTo("hi");
        assertThat(decoder.isComplete()).isTrue();
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("GET /");
    }

    @Test
    void takesABodyAsLongAsTheLimit() {
        begin(true, RequestHead.NO_LENGTH);

        assertThat(readAll(bytes("64\r\n" + "a".repeat(100) + "\r\n"))).hasSize(100);
        assertThatThrownBy(() -> readAll(bytes("1\r\na"))).isInstanceOf(RefusedException.class);
    }

    @Property(tries = 500)
    void givesTheSameBodyHoweverItIsCut(
            @ForAll @Size(max = 6) List<@AlphaChars @StringLength(min = 1, max = 15) String> chunks,
            @ForAll @IntRange(min = 1, max = 20) int width) {
        StringBuilder wire = new StringBuilder();
        for (String chunk : chunks) {
            wire.append(String.format(Locale.ROOT, "%x;e\r\n%s\r\n", chunk.length(), chunk));
        }
        wire.append("0\r\nX: y\r\n\r\n");
        begin(true, RequestHead.NO_LENGTH);

        StringBuilder body = new StringBuilder();
        for (int i = 0; i < wire.length(); i += width) {
            assertThat(decoder.isComplete()).isFalse();
            body.append(readAll(bytes(wire.substring(i, Math.min(wire.length(), i + width)))));
        }

        assertThat(body).hasToString(String.join("", chunks));
        assertThat(decoder.isComplete()).isTrue();
    }
}
