package io.weir.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection that serves one request after the other: the last handler of its channel, right behind Netty's decoder. It
 * writes bytes itself and knows nothing but the current request, which makes it cheaper than a general client
 * ({@code docs/upstream.md} has the figures). Confined to its event loop.
 */
// Writes carry the void promise: their failure comes to exceptionCaught. Closing is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Connection extends ChannelInboundHandlerAdapter implements UpstreamConnection, UpstreamStream {
    private static final int HEAD_BYTES = 512;

    /** Bodies up to this are copied behind the head, so that one write does. */
    private static final int MAX_COPY = 16 * 1024;

    private final ConnectionPool pool;
    private final ContextInternal context;
    private final Http1Decoder decoder;
    private final Channel channel;

    private @Nullable Events events;
    private boolean used;
    private boolean chunked;
    private boolean requestComplete;
    private boolean informational;
    private boolean keptAlive;
    private boolean closed;
    private long idleSince;
    private long idleNanos;

    Http1Connection(ConnectionPool pool, ContextInternal context, Http1Decoder decoder, Channel channel) {
        this.pool = pool;
        this.context = context;
        this.decoder = decoder;
        this.channel = channel;
        this.idleNanos = pool.idleNanos();
        this.idleSince = pool.nowNanos();
    }

    @Override
    public boolean isUsed() {
        return used;
    }

    @Override
    public boolean hasRoom() {
        return events == null && !closed && channel.isActive();
    }

    @Override
    public boolean isIdle() {
        return events == null;
    }

    @Override
    public boolean isExpired(long nowNanos) {
        return events == null && nowNanos - idleSince >= idleNanos;
    }

    @Override
    public void open(Events newEvents) {
        events = newEvents;
        requestComplete = false;
        keptAlive = false;
        newEvents.onStream(this);
        used = true;
    }

    @Override
    public void close() {
        events = null;
        channel.close();
    }

    @Override
    public void send(RequestHead head, @Nullable Buffer body, boolean complete) {
        int copied = body != null && body.length() <= MAX_COPY && head.length() >= 0 ? body.length() : 0;
        ByteBuf out = channel.alloc().ioBuffer(HEAD_BYTES + copied);
        try {
            new Http1Encoder(out).head(head);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
        decoder.answersHead(head.method().equals(HttpMethod.HEAD));
        chunked = head.length() == RequestHead.UNKNOWN_LENGTH;
        if (body != null && copied > 0) {
            out.writeBytes(((BufferInternal) body).getByteBuf());
        }
        channel.write(out, channel.voidPromise());
        if (body != null && copied == 0) {
            piece(body);
        }
        if (complete) {
            end();
        } else {
            channel.flush();
        }
    }

    @Override
    public void write(Buffer piece) {
        piece(piece);
        channel.flush();
    }

    private void piece(Buffer piece) {
        if (piece.length() == 0) {
            return;
        }
        ByteBuf data = ((BufferInternal) piece).getByteBuf();
        if (chunked) {
            ByteBuf size = channel.alloc().ioBuffer(10);
            new Http1Encoder(size).chunkSize(data.readableBytes());
            channel.write(size, channel.voidPromise());
        }
        channel.write(data, channel.voidPromise());
        if (chunked) {
            channel.write(Http1Encoder.CHUNK_END.duplicate(), channel.voidPromise());
        }
    }

    @Override
    public void end() {
        requestComplete = true;
        if (chunked) {
            channel.write(Http1Encoder.BODY_END.duplicate(), channel.voidPromise());
        }
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void pause() {
        channel.config().setAutoRead(false);
    }

    @Override
    public void resume() {
        channel.config().setAutoRead(true);
    }

    @Override
    public void cancel() {
        close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ContextInternal former = context.beginDispatch();
        try {
            if (events == null || ((HttpObject) message).decoderResult().isFailure()) {
                // Bytes that nobody asked for, or that are not HTTP: nothing on this connection can be believed any
                // more.
                ReferenceCountUtil.release(message);
                breakOff(failureOf((HttpObject) message));
            } else if (message instanceof HttpResponse head) {
                head(head, events);
            } else {
                content((HttpContent) message, events);
            }
        } finally {
            context.endDispatch(former);
        }
    }

    private static Throwable failureOf(HttpObject message) {
        Throwable cause = message.decoderResult().cause();
        return cause != null ? cause : new HttpClosedException("bytes without a request");
    }

    private void head(HttpResponse head, Events to) {
        int status = head.status().code();
        informational = status < 200 && status != 101;
        if (status == 101 || status < 100) {
            breakOff(new HttpClosedException("answered " + status + ", which nobody asked for"));
        } else if (!informational) {
            keptAlive = HttpUtil.isKeepAlive(head);
            idleNanos = idleNanos(head.headers());
            to.onHead(new Http1Head(status, head.headers()));
        }
    }

    private long idleNanos(HttpHeaders headers) {
        String given = headers.get(KeepAlive.FIELD);
        return given == null ? pool.idleNanos() : KeepAlive.idleNanos(given, pool.idleNanos());
    }

    private void content(HttpContent content, Events to) {
        boolean last = content instanceof LastHttpContent;
        if (content.content().isReadable()) {
            to.onPiece(BufferInternal.safeBuffer(content.content()));
        } else {
            content.release();
        }
        if (last && informational) {
            informational = false;
        } else if (last && events == to) {
            answered(to);
        }
    }

    private void answered(Events to) {
        events = null;
        resume();
        if (keptAlive && requestComplete) {
            idleSince = pool.nowNanos();
            pool.release(this);
        } else {
            channel.close();
        }
        to.onEnd();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        Events to = events;
        if (to != null) {
            context.dispatch(to, Events::onTurnOver);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Events to = events;
        if (to != null && isWritable()) {
            context.dispatch(to, Events::onWritable);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        context.dispatch(new HttpClosedException("connection closed"), this::breakOff);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        context.dispatch(cause, this::breakOff);
    }

    private void breakOff(Throwable cause) {
        Events to = events;
        events = null;
        if (!closed) {
            closed = true;
            pool.closed(this);
            channel.close();
        }
        if (to != null) {
            to.onBroken(cause);
        }
    }

    /** The head as Netty decoded it. */
    private record Http1Head(int status, HttpHeaders headers) implements AnswerHead {
        @Override
        public @Nullable String get(CharSequence name) {
            return headers.get(name);
        }

        @Override
        public void copyTo(HeaderSink sink) {
            Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
            while (fields.hasNext()) {
                Map.Entry<CharSequence, CharSequence> field = fields.next();
                sink.add(field.getKey(), field.getValue());
            }
        }
    }
}
