package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.config.NodeConfig;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AjpBodyTest {
    private final ByteBuf in = Unpooled.buffer();
    private AjpBody body = body(null);

    private static AjpBody body(@org.jspecify.annotations.Nullable Long maxBody) {
        NodeConfig.Traffic defaults = NodeConfig.defaults().traffic();
        return new AjpBody(
                DoorLimits.of(new NodeConfig.Traffic(
                        defaults.headTimeout(), defaults.idleTimeout(), 1024, 1024, 10, maxBody, List.of(), "")),
                8192);
    }

    private void begin(long length) {
        RequestHead head = new RequestHead(HttpMethod.POST, "/", null, false);
        head.chunked = length < 0;
        head.contentLength = length;
        body.begin(head, 0);
    }

    private String read(String... packets) {
        for (String packet : packets) {
            in.writeBytes(Forward.body(packet.getBytes(StandardCharsets.US_ASCII)));
        }
        return readAll();
    }

    private String readAll() {
        StringBuilder all = new StringBuilder();
        Buffer piece = body.read(in);
        while (piece != null) {
            all.append(piece);
            piece = body.read(in);
        }
        return all.toString();
    }

    @Test
    void ofAKnownLengthTheFirstPacketComesUnaskedAndEveryOtherOnDemand() {
        begin(6);

        assertThat(body.isDue()).isTrue();
        assertThat(body.ask()).isFalse();
        assertThat(read("abc")).isEqualTo("abc");
        assertThat(body.isDue()).isFalse();
        assertThat(body.ask()).isTrue();
        assertThat(body.ask()).isFalse();
        assertThat(read("def")).isEqualTo("def");
        assertThat(body.isComplete()).isTrue();
        assertThat(body.ask()).isFalse();
    }

    @Test
    void ofAnUnknownLengthEveryPacketHasToBeAskedForAndAnEmptyOneIsTheEnd() {
        begin(-1);

        assertThat(body.isDue()).isFalse();
        assertThat(body.ask()).isTrue();
        assertThat(read("abc")).isEqualTo("abc");
        assertThat(body.ask()).isTrue();
        assertThat(read("")).isEmpty();
        assertThat(body.isComplete()).isTrue();
    }

    @Test
    void anEmptyPieceInAPacketIsTheEndToo() {
        begin(-1);
        body.ask();
        in.writeBytes(new byte[] {0x12, 0x34, 0, 2, 0, 0});

        assertThat(readAll()).isEmpty();
        assertThat(body.isComplete()).isTrue();
    }

    @Test
    void takesNothingThatItHasNotAskedFor() {
        begin(-1);

        assertThat(read("abc")).isEmpty();
        assertThat(body.ask()).isTrue();
        assertThat(readAll()).isEqualTo("abc");
    }

    @Test
    void refusesABodyThatIsNotAsLongAsItSays() {
        begin(2);
        assertThatThrownBy(() -> read("abc"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("longer");

        in.clear();
        begin(5);
        assertThat(read("abc")).isEqualTo("abc");
        body.ask();
        assertThatThrownBy(() -> read("")).isInstanceOf(RefusedException.class).hasMessageContaining("2 bytes before");
    }

    @Test
    void refusesABodyThatPassesTheLimit() {
        body = body(4L);
        begin(-1);
        body.ask();
        assertThat(read("abcd")).isEqualTo("abcd");
        body.ask();

        assertThatThrownBy(() -> read("e"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(413));
    }

    @Test
    void wantsPacketsThatAreAsLongAsTheySay() {
        begin(10);
        in.writeBytes(new byte[] {0x12, 0x34, 0, 5, 0, 4, 'a', 'b', 'c'});

        assertThatThrownBy(this::readAll).isInstanceOf(BadPacketException.class);
    }

    @Test
    void dropsThePacketThatIsDueAndNothingElse() {
        begin(100);
        byte[] packet = Forward.body(new byte[60]);
        in.writeBytes(packet, 0, 3);
        assertThat(body.drop(in)).isFalse();
        in.writeBytes(packet, 3, 30);
        assertThat(body.drop(in)).isFalse();
        in.writeBytes(packet, 33, packet.length - 33);
        in.writeBytes(Forward.ping());

        assertThat(body.drop(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(Forward.ping().length);
        assertThat(body.drop(in)).isTrue();
    }

    @Test
    void givesTheWebServerTimeToGatherAPacket() {
        begin(-1);
        body.ask();
        body.wanted(0);

        assertThat(body.isTooSlow(Duration.ofSeconds(40).toNanos(), true)).isFalse();
        assertThat(body.isTooSlow(Duration.ofSeconds(45).toNanos(), true)).isTrue();
    }

    @Property(tries = 500)
    void givesTheSameBodyHoweverItIsCut(
            @ForAll @Size(max = 6) List<@AlphaChars @StringLength(min = 1, max = 15) String> packets,
            @ForAll boolean isLengthKnown,
            @ForAll @IntRange(min = 1, max = 20) int width) {
        String whole = String.join("", packets);
        ByteBuf wire = Unpooled.buffer();
        packets.forEach(packet -> wire.writeBytes(Forward.body(packet.getBytes(StandardCharsets.US_ASCII))));
        if (!isLengthKnown) {
            wire.writeBytes(Forward.body(new byte[0]));
        }
        AjpBody decoder = body(null);
        RequestHead head = new RequestHead(HttpMethod.POST, "/", null, false);
        head.chunked = !isLengthKnown;
        head.contentLength = isLengthKnown ? whole.length() : RequestHead.NO_LENGTH;
        decoder.begin(head, 0);

        StringBuilder read = new StringBuilder();
        ByteBuf received = Unpooled.buffer();
        while (wire.isReadable()) {
            received.writeBytes(wire, Math.min(width, wire.readableBytes()));
            int before = -1;
            while (before != received.readableBytes()) {
                before = received.readableBytes();
                decoder.ask();
                Buffer piece = decoder.read(received);
                read.append(piece == null ? "" : piece.toString());
            }
        }

        assertThat(read).hasToString(whole);
        assertThat(decoder.isComplete()).isTrue();
        assertThat(received.isReadable()).isFalse();
    }
}
