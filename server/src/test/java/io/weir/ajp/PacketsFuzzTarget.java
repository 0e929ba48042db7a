package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.weir.config.NodeConfig;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Any bytes that a connection can bring, packet after packet as {@link AjpConnection} takes them: taken or refused, and nothing else.
 * {@link PacketsCorpusTest} runs what fuzzing found; {@code docs/ajp.md} says how to look for more.
 */
public final class PacketsFuzzTarget {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8009);
    private static final DoorLimits LIMITS = DoorLimits.of(NodeConfig.defaults().traffic());
    private static final PacketReader READER = new PacketReader();
    private static final ForwardDecoder DECODER = new ForwardDecoder(
            LIMITS,
            TrustedProxies.of(List.of("10.0.0.0/8")),
            // Fuzzing would have to guess it, and what lies behind is what counts.
            new SecretGate(given -> given.reveal().startsWith(Forward.SECRET.substring(0, 1)), () -> 0));

    private PacketsFuzzTarget() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        try {
            int before = -1;
            while (before != bytes.readableBytes()) {
                before = bytes.readableBytes();
                packet(bytes);
            }
        } catch (BadPacketException | RefusedException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "a reason");
        }
    }

    private static void packet(ByteBuf bytes) {
        int length = Packets.payload(bytes);
        if (length < 0 || bytes.readableBytes() < Packets.HEADER + length) {
            return;
        }
        bytes.skipBytes(Packets.HEADER);
        READER.take(bytes, length);
        if (READER.octet() != Packets.FORWARD_REQUEST) {
            throw new BadPacketException("no request");
        }
        ForwardRequest request = DECODER.decode(READER, LOCAL);
        require(request.head().path.startsWith("/"), "an absolute path");
        require(!request.caller().clientAddress(request.head().headers).isEmpty(), "an address");
        require(
                !request.caller()
                        .authority(request.head().headers, request.head().authority)
                        .isEmpty(),
                "a host");
        body(request, bytes);
    }

    private static void body(ForwardRequest request, ByteBuf bytes) {
        AjpBody body = new AjpBody(LIMITS, 8192);
        body.begin(request.head(), 0);
        long taken = 0;
        int before = -1;
        while (!body.isComplete() && before != bytes.readableBytes()) {
            before = bytes.readableBytes();
            body.ask();
            Buffer piece = body.read(bytes);
            taken += piece == null ? 0 : piece.length();
        }
        require(
                request.head().contentLength <= 0 || taken <= request.head().contentLength,
                "no more than Content-Length says");
        body.drop(bytes);
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalStateException("expected: " + expected);
        }
    }
}
