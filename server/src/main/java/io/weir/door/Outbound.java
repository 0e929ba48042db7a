package io.weir.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The sending side of one connection: what is written while bytes are being read goes out in one flush, and the ways to end. Confined to
 * the event loop of the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, and its handler hears of that
public final class Outbound {
    private final ChannelHandlerContext context;
    private final WriteProgress progress = new WriteProgress();
    private boolean reading;
    private boolean flushDue;

    Outbound(ChannelHandlerContext context) {
        this.context = context;
    }

    /** The connection. */
    public Channel channel() {
        return context.channel();
    }

    /** Where buffers for {@link #write} come from. */
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    void readStarts() {
        reading = true;
    }

    void readEnds() {
        reading = false;
        if (flushDue) {
            flushDue = false;
            context.flush();
        }
    }

    /** Writes in the order of calls. */
    public void write(ByteBuf bytes) {
        if (reading) {
            flushDue = true;
            context.write(bytes, context.voidPromise());
        } else {
            context.writeAndFlush(bytes, context.voidPromise());
        }
    }

    /** Closes now. */
    public void close() {
        context.close();
    }

    /** Closes once everything is written. */
    void closeAfterWrites() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Says once everything is written that nothing more will come, and goes on reading. */
    void endAfterWrites() {
        channel().config().setAutoRead(true);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput());
    }

    private void endOutput() {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    /** Breaks the connection off, so that nobody takes what was sent for complete. */
    void reset() {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        channel().close();
    }

    /** True where the caller took nothing of what waits for it for so long. */
    boolean isStalled(long now, long timeout) {
        return progress.isStalled(channel(), now, timeout);
    }
}
