package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.AsciiString;
import io.weir.door.DoorLimits;
import io.weir.door.ListenerLoop;
import io.weir.door.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connection one of HTTP/2: after ALPN, after the preface of a caller with prior knowledge (RFC 9113 §3.3), or after
 * {@code Upgrade: h2c} (RFC 7540 §3.2, which RFC 9113 dropped and clients still use). Event loop of the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, and its handler hears of that
final class Http2Upgrade {
    static final int PREFACE_LENGTH = 24;
    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(PREFACE_LENGTH).writeBytes(Http2CodecUtil.connectionPrefaceBuf()))
            .asReadOnly();
    private static final byte[] SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_STREAMS = 128;
    private static final int SETTING_BYTES = 6;
    private static final int FIELD_OVERHEAD = 32;

    /** Fields of the HTTP/1.1 connection, which the upgraded request leaves behind. */
    private static final Set<String> LEFT_BEHIND =
            Set.of("connection", "upgrade", "http2-settings", "host", "keep-alive", "te", "expect");

    private Http2Upgrade() {}

    /** True as long as these first bytes can be HTTP/2's preface. */
    static boolean mayBePreface(ByteBuf bytes) {
        int length = Math.min(bytes.readableBytes(), PREFACE_LENGTH);
        return io.netty.buffer.ByteBufUtil.equals(bytes, bytes.readerIndex(), PREFACE, 0, length);
    }

    /** Puts HTTP/2 in this handler's place and gives it what was received. */
    static void takeOver(ChannelHandlerContext context, ListenerLoop loop, ByteBuf received) {
        ChannelPipeline pipeline = context.pipeline();
        addAfter(context, loop);
        context.fireChannelRead(received);
        pipeline.remove(context.handler());
    }

    /** Starts HTTP/2 on a pipeline whose protocol was agreed on during the handshake. */
    static void start(ChannelPipeline pipeline, String placeholder, ListenerLoop loop) {
        addAfter(pipeline.context(placeholder), loop);
        pipeline.remove(placeholder);
    }

    /**
     * Answers the offer of h2c with HTTP/2, the request being its stream 1.
     *
     * @return false where the offer is malformed and the request stays one of HTTP/1.1 (RFC 7540 §3.2.1)
     */
    static boolean upgrade(
            ChannelHandlerContext context, ListenerLoop loop, RequestHead head, @Nullable ByteBuf received) {
        Http2Settings settings = settings(head.headers.get("http2-settings"));
        if (settings == null) {
            return false;
        }
        context.write(Unpooled.wrappedBuffer(SWITCHING));
        Http2FrameCodec codec = addAfter(context, loop);
        ChannelHandlerContext codecContext = context.pipeline().context(codec);
        try {
            codec.onHttpServerUpgrade(settings);
            codec.decoder()
                    .frameListener()
                    .onHeadersRead(codecContext, Http2CodecUtil.HTTP_UPGRADE_STREAM_ID, headers(head), 0, true);
        } catch (Http2Exception e) {
            context.fireExceptionCaught(e);
            context.close();
        }
        context.flush();
        if (received != null) {
            context.fireChannelRead(received);
        }
        context.pipeline().remove(context.handler());
        return true;
    }

    private static Http2FrameCodec addAfter(ChannelHandlerContext context, ListenerLoop loop) {
        DoorLimits limits = loop.door().limits();
        Http2Connection connection = new Http2Connection(loop);
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        // What Netty refuses before we can count ourselves.
                        .maxHeaderListSize((long) limits.maxRequestLine()
                                + limits.maxHeaderSize()
                                + (long) FIELD_OVERHEAD * (limits.maxHeaders() + 8)))
                .gracefulShutdownTimeoutMillis(0)
                .build();
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addAfter(context.name(), "http2", codec);
        pipeline.addAfter("http2", "streams", new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Exchange(connection));
            }
        }));
        pipeline.addAfter("streams", "connection", connection);
        return codec;
    }

    private static @Nullable Http2Settings settings(@Nullable String encoded) {
        if (encoded == null) {
            return null;
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(encoded);
            Http2Settings settings = new Http2Settings();
            if (payload.length % SETTING_BYTES != 0) {
                return null;
            }
            ByteBuf bytes = Unpooled.wrappedBuffer(payload);
            while (bytes.isReadable()) {
                settings.put((char) bytes.readUnsignedShort(), Long.valueOf(bytes.readUnsignedInt()));
            }
            return settings;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Http2Headers headers(RequestHead head) {
        String target = head.query == null ? head.path : head.path + "?" + head.query;
        Http2Headers headers = new DefaultHttp2Headers()
                .method(head.method.name())
                .scheme("http")
                .authority(head.authority)
                .path(target);
        for (Map.Entry<String, String> field : head.headers) {
            AsciiString name = AsciiString.of(field.getKey()).toLowerCase();
            if (!LEFT_BEHIND.contains(name.toString()) && !HttpHeaderNames.TRANSFER_ENCODING.equals(name)) {
                headers.add(name, field.getValue());
            }
        }
        return headers;
    }
}
