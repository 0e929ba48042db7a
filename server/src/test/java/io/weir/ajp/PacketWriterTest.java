package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.weir.door.ListenerResponse;
import org.junit.jupiter.api.Test;

class PacketWriterTest {
    private static final int SIZE = 8192;

    private final PacketWriter writer = new PacketWriter(SIZE);
    private final ByteBuf out = Unpooled.buffer();

    @Test
    void writesAHeadWithCodesForTheNamesThatHaveOne() {
        MultiMap headers = HttpHeaders.headers()
                .add("content-type", "a/b")
                .add("X-Y", "\u00E9")
                .add("Set-Cookie", "a")
                .add("Set-Cookie", "b");

        assertThat(writer.head(out, 404, headers, 7)).isTrue();

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("4142" + "0035" + "04" + "0194" + "00094e6f7420466f756e6400" + "0005" + "a001"
                        + "0003612f6200" + "0003582d5900" + "0001e900" + "a007" + "00016100" + "a007" + "00016200"
                        + "a003" + "00013700");
    }

    @Test
    void saysNothingOfALengthThatIsNotKnown() {
        writer.head(out, 200, HttpHeaders.headers(), ListenerResponse.UNKNOWN);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("4142000a0400c800024f4b000000");
    }

    @Test
    void writesAHeadThatJustFitsAndNothingOfALongerOne() {
        int frame = 4 + 1 + 2 + 2 + 2 + 1 + 2 + 2 + 1 + 1 + 2 + 1;
        MultiMap headers = HttpHeaders.headers().add("X", "a".repeat(SIZE - frame));
        assertThat(writer.head(out, 200, headers, ListenerResponse.UNKNOWN)).isTrue();
        assertThat(out.readableBytes()).isEqualTo(SIZE);

        headers.set("X", "a".repeat(SIZE - frame + 1));
        assertThat(writer.head(out, 200, headers, ListenerResponse.UNKNOWN)).isFalse();
        assertThat(out.readableBytes()).isEqualTo(SIZE);
    }

    @Test
    void cutsABodyIntoPacketsThatAreNoLongerThanTheyMayBe() {
        byte[] data = new byte[SIZE * 2];
        data[SIZE - 9] = 1;

        writer.chunks(out, Unpooled.wrappedBuffer(data));

        assertThat(out.readableBytes()).isEqualTo(data.length + 3 * 8);
        assertThat(ByteBufUtil.hexDump(out, 0, 7)).isEqualTo("41421ffc031ff8");
        assertThat(out.getByte(SIZE - 2)).isEqualTo((byte) 1);
        assertThat(out.getByte(SIZE - 1)).isZero();
        assertThat(ByteBufUtil.hexDump(out, SIZE, 7)).isEqualTo("41421ffc031ff8");
        assertThat(ByteBufUtil.hexDump(out, 2 * SIZE, 7)).isEqualTo("41420014030010");
    }

    @Test
    void writesTheSmallPackets() {
        writer.flush(out);
        writer.endResponse(out, true);
        writer.endResponse(out, false);
        writer.getBodyChunk(out);
        writer.pong(out);

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("4142000403000000" + "414200020501" + "414200020500" + "41420003061ffa" + "4142000109");
    }
}
