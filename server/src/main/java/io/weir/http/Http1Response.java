package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.weir.door.ListenerResponse;
import io.weir.door.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer over HTTP/1.x: framed by {@code Content-Length} where the length is known, else in chunks, else (HTTP/1.0) by the end of the
 * connection. Confined to the event loop of its connection.
 */
final class Http1Response extends ListenerResponse {
    /** Up to here a copy behind the head is cheaper than a second buffer. */
    private static final int MAX_COPIED_BODY = 16 << 10;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Http1Connection connection;
    private final boolean old;
    private final boolean callerKeepsAlive;
    private boolean keepAlive;
    private boolean chunked;

    Http1Response(Http1Connection connection, RequestHead head) {
        super(head);
        this.connection = connection;
        this.old = head.old;
        this.callerKeepsAlive = head.keepAlive;
    }

    @Override
    protected void sendHead(long length, @Nullable ByteBuf whole) {
        boolean bodiless = isBodiless();
        chunked = length == UNKNOWN && !bodiless && !old;
        keepAlive = keepsAlive(length != UNKNOWN || bodiless || chunked) && connection.canReadOn(whole != null);
        HeadWriter head = connection.writer().begin(status());
        head.fields(headers());
        if (!headers().contains(HttpHeaderNames.DATE)) {
            head.line(connection.loop().dateLine());
        }
        if (length != UNKNOWN && status() != 204) {
            head.contentLength(length);
        } else if (chunked) {
            head.line(HeadWriter.CHUNKED);
        }
        if (keepAlive == old) {
            head.line(keepAlive ? HeadWriter.KEEP_ALIVE : HeadWriter.CLOSE);
        }
        if (whole == null) {
            connection.outbound().write(head.end(connection.outbound().allocator(), 0));
            return;
        }
        int size = whole.readableBytes();
        if (size <= MAX_COPIED_BODY) {
            connection
                    .outbound()
                    .write(head.end(connection.outbound().allocator(), size)
                            .writeBytes(whole, whole.readerIndex(), size));
        } else {
            connection
                    .outbound()
                    .write(Unpooled.wrappedBuffer(head.end(connection.outbound().allocator(), 0), whole));
        }
        connection.answered(keepAlive);
    }

    private boolean keepsAlive(boolean framed) {
        boolean closes = takeConnectionFields();
        return callerKeepsAlive && framed && !connection.loop().isDraining() && !closes;
    }

    @Override
    protected void sendBody(ByteBuf part, boolean last) {
        if (part.isReadable()) {
            connection.outbound().write(chunked ? chunk(part, last) : part);
        } else if (last && chunked) {
            connection.outbound().write(Unpooled.wrappedBuffer(LAST_CHUNK));
        }
        if (last) {
            connection.answered(keepAlive);
        }
    }

    private ByteBuf chunk(ByteBuf data, boolean last) {
        int size = data.readableBytes();
        boolean copied = size <= MAX_COPIED_BODY;
        ByteBuf chunk = connection.outbound().allocator().ioBuffer(16 + (copied ? size + LAST_CHUNK.length : 0));
        chunk.writeCharSequence(Integer.toHexString(size), StandardCharsets.US_ASCII);
        chunk.writeByte('\r').writeByte('\n');
        if (!copied) {
            byte[] end = last ? "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[] {'\r', '\n'};
            return Unpooled.wrappedBuffer(chunk, data, Unpooled.wrappedBuffer(end));
        }
        chunk.writeBytes(data, data.readerIndex(), size).writeByte('\r').writeByte('\n');
        return last ? chunk.writeBytes(LAST_CHUNK) : chunk;
    }

    @Override
    protected void breakOff() {
        connection.abort();
    }

    @Override
    protected Channel channel() {
        return connection.outbound().channel();
    }
}
