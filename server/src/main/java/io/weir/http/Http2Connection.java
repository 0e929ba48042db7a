package io.weir.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import io.weir.door.Caller;
import io.weir.door.ClientCertificate;
import io.weir.door.Door;
import io.weir.door.DoorLimits;
import io.weir.door.ListenerLoop;
import io.weir.door.LoopConnection;
import io.weir.door.WriteProgress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/2 connection beside its streams: their deadlines, the connection's own, and GOAWAY. A connection lives on streams: pings and
 * frames that come octet by octet do not keep it open. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, and its handler hears of that
final class Http2Connection extends LoopConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final ListenerLoop loop;
    private final List<Http2Exchange> streams = new ArrayList<>();
    private final WriteProgress writeProgress = new WriteProgress();
    private @Nullable ChannelHandlerContext channelContext;
    private @Nullable Caller caller;
    private long lastStream;
    private long goneAwaySince = NEVER;
    private boolean any;

    Http2Connection(ListenerLoop loop) {
        this.loop = loop;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channelContext = context;
        caller = new Caller(
                loop.door().proxies(),
                (InetSocketAddress) context.channel().remoteAddress(),
                (InetSocketAddress) context.channel().localAddress(),
                loop.door().scheme(),
                ClientCertificate.of(context.pipeline()));
        lastStream = loop.now();
        loop.add(this);
        if (loop.isDraining()) {
            drain();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
    }

    ListenerLoop loop() {
        return loop;
    }

    Caller caller() {
        Caller known = caller;
        if (known == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return known;
    }

    private ChannelHandlerContext channel() {
        ChannelHandlerContext known = channelContext;
        if (known == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return known;
    }

    void opened(Http2Exchange stream) {
        any = true;
        streams.add(stream);
    }

    void closed(Http2Exchange stream) {
        streams.remove(stream);
        lastStream = loop.now();
        if (loop.isRetiring() && streams.isEmpty()) {
            channel().close();
        }
    }

    /** Frames of the connection itself need nothing more than Netty does. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection failed", cause);
            context.close();
        } else {
            // Netty answers with GOAWAY and closes.
            LOG.debug("HTTP/2 error", cause);
        }
    }

    @Override
    protected void sweep(long now) {
        DoorLimits limits = loop.door().limits();
        if (goneAwaySince != NEVER && now - goneAwaySince > Door.LINGER_NANOS) {
            // What was on its way when we said so has come by now; from here on it is final.
            goneAwaySince = NEVER;
            channel().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        }
        if (streams.isEmpty()) {
            // Until its first stream a connection is in something like a head.
            long timeout = any ? limits.idleTimeout() : Math.max(limits.headTimeout(), limits.idleTimeout());
            if (now - lastStream > timeout) {
                channel().close();
            }
            return;
        }
        if (writeProgress.isStalled(channel().channel(), now, limits.idleTimeout())) {
            channel().close();
            return;
        }
        for (int i = streams.size() - 1; i >= 0; i--) {
            streams.get(i).sweep(now);
        }
    }

    @Override
    protected void drain() {
        // First for streams that may be on their way (RFC 9113 §6.8); the sweeper sends the last word.
        goneAwaySince = loop.now();
        channel().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
    }

    @Override
    protected void retire() {
        if (streams.isEmpty()) {
            channel().close();
        } else {
            channel().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        }
    }

    @Override
    protected void close() {
        channel().close();
    }
}
