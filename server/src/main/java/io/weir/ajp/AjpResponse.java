package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.weir.door.ListenerResponse;
import io.weir.door.Outbound;
import io.weir.door.RequestHead;
import io.weir.exchange.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * An answer over AJP: a packet with the head, packets with the body, one that ends it. The web server frames it for its caller. An answer
 * that does not say how long it is may be waited for piece by piece, so the web server is made to pass on what it has after each turn of
 * the event loop. Confined to the event loop of its connection.
 */
final class AjpResponse extends ListenerResponse {
    private static final int SMALL = 512;
    private static final int MAX_BUFFER = 80 << 10;

    private final AjpConnection connection;
    private boolean closes;
    private boolean streams;
    private boolean flushDue;

    AjpResponse(AjpConnection connection, RequestHead head) {
        super(head);
        this.connection = connection;
    }

    @Override
    protected void sendHead(long length, @Nullable ByteBuf whole) {
        closes = takeConnectionFields();
        streams = length == UNKNOWN && !isBodiless();
        ByteBuf out = buffer(SMALL + (whole == null ? 0 : whole.readableBytes()));
        if (!writer().head(out, status(), headers(), status() == 204 ? UNKNOWN : length)) {
            out.release();
            replaceHead();
        } else if (whole == null) {
            outbound().write(out);
            flushLater();
        } else {
            send(out, whole, true);
        }
    }

    private void replaceHead() {
        GatewayError error = new GatewayError.UpstreamFailed(
                "answer-head-too-large",
                "the head of the answer does not fit into one AJP packet (expected: at most "
                        + connection.packetSize()
                        + " bytes, which listeners.ajp.packetSize and the web server's packet size allow)");
        replacedBy(error.status());
        connection.replaceAnswer(error);
    }

    @Override
    protected void sendBody(ByteBuf part, boolean last) {
        send(buffer(SMALL + part.readableBytes()), part, last);
    }

    private void send(ByteBuf first, ByteBuf data, boolean last) {
        ByteBuf out = first;
        ByteBuf rest = data.slice();
        writer().chunks(out, rest);
        while (rest.isReadable()) {
            outbound().write(out);
            out = buffer(SMALL + rest.readableBytes());
            writer().chunks(out, rest);
        }
        if (!last) {
            outbound().write(out);
            flushLater();
            return;
        }
        boolean reuse = !closes && !connection.loop().isDraining();
        writer().endResponse(out, reuse);
        outbound().write(out);
        connection.answered(reuse);
    }

    private void flushLater() {
        if (streams && !flushDue) {
            flushDue = true;
            connection.loop().context().nettyEventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        if (!isClosed()) {
            ByteBuf out = buffer(SMALL);
            writer().flush(out);
            outbound().write(out);
        }
    }

    private PacketWriter writer() {
        return connection.writer();
    }

    private Outbound outbound() {
        return connection.outbound();
    }

    private ByteBuf buffer(int size) {
        return outbound().allocator().ioBuffer(Math.min(size, MAX_BUFFER));
    }

    @Override
    protected void breakOff() {
        connection.abort();
    }

    @Override
    protected Channel channel() {
        return outbound().channel();
    }
}
