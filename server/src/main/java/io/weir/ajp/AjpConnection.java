package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.door.ListenerRequest;
import io.weir.door.SerialConnection;
import io.weir.exchange.GatewayError;
import io.weir.gateway.ErrorRenderer;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a web server. What has not the form of a packet, or comes out of place, closes it at once; what has, and is refused, is
 * answered first. Confined to its event loop.
 */
final class AjpConnection extends SerialConnection {
    private static final Logger LOG = LoggerFactory.getLogger(AjpConnection.class);
    private static final int SMALL = 64;

    private final AjpLoop shared;
    private final AjpBody body;
    /** A request with the right secret has come this way. */
    private boolean isTrusted;

    AjpConnection(AjpLoop shared) {
        super(shared.loop());
        this.shared = shared;
        this.body = new AjpBody(loop().door().limits(), shared.packetSize());
    }

    int packetSize() {
        return shared.packetSize();
    }

    PacketWriter writer() {
        return shared.writer();
    }

    @Override
    protected boolean readHead(ByteBuf bytes) {
        try {
            int length = Packets.payload(bytes);
            if (length < 0 || bytes.readableBytes() < Packets.HEADER + length) {
                return false;
            }
            bytes.skipBytes(Packets.HEADER);
            shared.reader().take(bytes, length);
            return takePacket(shared.reader());
        } catch (BadPacketException e) {
            drop(e);
            return false;
        }
    }

    private boolean takePacket(PacketReader packet) {
        int code = packet.octet();
        if (code == Packets.FORWARD_REQUEST) {
            forward(packet);
        } else if (code == Packets.CPING && packet.isAtEnd()) {
            // Who has not shown that it knows the secret does not stay for asking.
            headSkipped(isTrusted);
            write(writer()::pong);
        } else {
            throw new BadPacketException("packet code: " + code + " (expected: 2, a request, or 10, a ping)");
        }
        return true;
    }

    private void forward(PacketReader packet) {
        InetSocketAddress local = (InetSocketAddress) outbound().channel().localAddress();
        ForwardRequest forwarded = shared.decoder().decode(packet, local);
        isTrusted = true;
        loop().door().checkLength(forwarded.head());
        body.begin(forwarded.head(), loop().now());
        begin(new AjpRequest(this, forwarded), new AjpResponse(this, forwarded.head()));
    }

    @Override
    protected boolean readBody(ByteBuf bytes, ListenerRequest reader) {
        int before = bytes.readableBytes();
        Buffer piece;
        try {
            piece = body.read(bytes);
        } catch (BadPacketException e) {
            drop(e);
            return false;
        }
        boolean complete = body.isComplete();
        give(reader, piece, complete);
        if (!complete && isCurrent(reader) && reader.isWanted()) {
            askForMore();
        }
        return complete || bytes.readableBytes() != before;
    }

    @Override
    protected boolean discardBody(ByteBuf bytes) {
        try {
            return body.drop(bytes);
        } catch (BadPacketException e) {
            drop(e);
            return false;
        }
    }

    @Override
    protected boolean isBodyDue() {
        return body.isDue();
    }

    @Override
    protected boolean isBodyTooSlow(long now, boolean wanted) {
        return body.isTooSlow(now, wanted);
    }

    /** The reader of the body wants more. */
    void demanded() {
        body.wanted(loop().now());
        askForMore();
        process();
    }

    /** Only the packet that ends it makes an answer complete, so what was sent of it may arrive: a reset could take it back. */
    @Override
    protected void breakOff() {
        closeGently(false);
    }

    private void askForMore() {
        if (body.ask()) {
            write(writer()::getBodyChunk);
        }
    }

    @Override
    protected void writeProblem(GatewayError error) {
        Buffer problem = ErrorRenderer.render(error, loop().door().requestIds().get());
        MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, ErrorRenderer.MEDIA_TYPE);
        write(out -> {
            writer().head(out, error.status(), headers, problem.length());
            writer().chunks(out, ((BufferInternal) problem).getByteBuf());
            writer().endResponse(out, false);
        });
    }

    private void write(Consumer<ByteBuf> packets) {
        ByteBuf out = outbound().allocator().ioBuffer(SMALL);
        packets.accept(out);
        outbound().write(out);
    }

    private void drop(BadPacketException e) {
        LOG.debug("connection of {} closed: {}", outbound().channel().remoteAddress(), e.getMessage());
        loop().door()
                .refused(
                        "bad-packet", String.valueOf(e.getMessage()), outbound().channel());
        close();
    }
}
