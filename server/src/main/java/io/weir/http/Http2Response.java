package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.door.ListenerLoop;
import io.weir.door.ListenerResponse;
import io.weir.door.RequestHead;
import io.weir.gateway.ErrorRenderer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer over HTTP/2. Confined to the event loop of its connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, and its handler hears of that
final class Http2Response extends ListenerResponse {
    /** RFC 9113 §8.2.2: fields of a connection have no place in HTTP/2. */
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final Http2Exchange exchange;

    Http2Response(Http2Exchange exchange, RequestHead head) {
        super(head);
        this.exchange = exchange;
    }

    @Override
    protected void sendHead(long length, @Nullable ByteBuf whole) {
        Http2Headers head = new DefaultHttp2Headers()
                .status(HttpResponseStatus.valueOf(status()).codeAsText());
        for (Map.Entry<String, String> field : headers()) {
            String name = AsciiString.of(field.getKey()).toLowerCase().toString();
            if (!OF_CONNECTION.contains(name)) {
                head.add(name, field.getValue());
            }
        }
        if (!headers().contains(HttpHeaderNames.DATE)) {
            head.add(HttpHeaderNames.DATE, exchange.loop().date());
        }
        if (length != UNKNOWN && status() != 204) {
            head.add(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        ChannelHandlerContext context = exchange.channel();
        boolean last = whole != null && !whole.isReadable();
        context.write(new DefaultHttp2HeadersFrame(head, last));
        if (whole != null && !last) {
            context.write(new DefaultHttp2DataFrame(whole, true));
        }
        context.flush();
        if (whole != null) {
            exchange.answered();
        }
    }

    @Override
    protected void sendBody(ByteBuf part, boolean last) {
        exchange.channel().writeAndFlush(new DefaultHttp2DataFrame(part, last));
        if (last) {
            exchange.answered();
        }
    }

    /** An answer of the door itself. */
    static void writeProblem(ChannelHandlerContext context, ListenerLoop loop, int status, Buffer problem) {
        Http2Headers head = new DefaultHttp2Headers()
                .status(HttpResponseStatus.valueOf(status).codeAsText())
                .add(HttpHeaderNames.DATE, loop.date())
                .add(HttpHeaderNames.CONTENT_TYPE, ErrorRenderer.MEDIA_TYPE)
                .add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(problem.length()));
        context.write(new DefaultHttp2HeadersFrame(head, false));
        context.writeAndFlush(
                new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(((BufferInternal) problem).getByteBuf()), true));
    }

    @Override
    protected void breakOff() {
        exchange.abort();
    }

    @Override
    protected Channel channel() {
        return exchange.channel().channel();
    }
}
