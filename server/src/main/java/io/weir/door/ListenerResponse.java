package io.weir.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.exchange.GatewayResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the listener takes it, whichever version of HTTP it goes out in. A future of {@link #write} or {@link #end} says that the
 * transport has taken the bytes; whether the caller is there to read them is told to {@link #onCallerGone}, and how fast by
 * {@link #writeQueueFull}. Confined to the event loop of its connection.
 */
public abstract class ListenerResponse implements GatewayResponse {
    /** No length is known, so the listener frames the body. */
    public static final long UNKNOWN = -1;

    private static final Future<Void> TAKEN = Future.succeededFuture();
    private static final Future<Void> NOT_TAKEN = Future.failedFuture(CallerGoneException.INSTANCE);
    private static final int MIN_FINAL_STATUS = 200;
    private static final int MAX_STATUS = 999;

    private final MultiMap headers = HttpHeaders.headers();
    private final boolean toHead;
    private int status = 200;
    private boolean headWritten;
    private boolean closed;
    private long length = UNKNOWN;
    private long sent;
    private @Nullable Handler<Void> goneHandler;
    private @Nullable Handler<Void> drainHandler;
    private @Nullable Handler<Throwable> exceptionHandler;

    protected ListenerResponse(RequestHead head) {
        this.toHead = head.method.equals(HttpMethod.HEAD);
    }

    /** Sends the head; {@code whole} is the body that completes the answer with it, or null where a body may follow. */
    protected abstract void sendHead(long length, @Nullable ByteBuf whole);

    /** Sends a part of the body; the last one may be empty. */
    protected abstract void sendBody(ByteBuf part, boolean last);

    /** Breaks off. */
    protected abstract void breakOff();

    protected abstract Channel channel();

    public final boolean isBodiless() {
        return toHead || status == 204 || status == 304;
    }

    @Override
    public final Future<Void> write(Buffer data) {
        if (closed) {
            return NOT_TAKEN;
        }
        ByteBuf part = ((BufferInternal) data).getByteBuf();
        if (!headWritten) {
            length = declaredLength();
            headWritten = true;
            sendHead(length, null);
            if (closed) {
                return NOT_TAKEN;
            }
        }
        sent += part.readableBytes();
        if (isBodiless() || !part.isReadable()) {
            return TAKEN;
        }
        if (length != UNKNOWN && sent > length) {
            abort();
            return NOT_TAKEN;
        }
        sendBody(part, false);
        return TAKEN;
    }

    @Override
    public final Future<Void> end() {
        if (closed) {
            return NOT_TAKEN;
        }
        return headWritten ? endBody(null) : endWhole(null);
    }

    @Override
    public final Future<Void> end(Buffer body) {
        if (closed) {
            return NOT_TAKEN;
        }
        ByteBuf last = ((BufferInternal) body).getByteBuf();
        return headWritten ? endBody(last) : endWhole(last);
    }

    private Future<Void> endWhole(@Nullable ByteBuf body) {
        ByteBuf whole = body == null ? io.netty.buffer.Unpooled.EMPTY_BUFFER : body;
        headWritten = true;
        closed = true;
        long told = declaredLength();
        if (isBodiless()) {
            // A HEAD or a 304 may tell the length that another answer would have.
            length = told != UNKNOWN || !whole.isReadable() ? told : whole.readableBytes();
            sendHead(length, io.netty.buffer.Unpooled.EMPTY_BUFFER);
        } else {
            length = whole.readableBytes();
            sent = length;
            sendHead(length, whole);
        }
        return TAKEN;
    }

    private Future<Void> endBody(@Nullable ByteBuf body) {
        ByteBuf last = body == null || isBodiless() ? io.netty.buffer.Unpooled.EMPTY_BUFFER : body;
        sent += last.readableBytes();
        if (length != UNKNOWN && sent != length && !isBodiless()) {
            abort();
            return NOT_TAKEN;
        }
        closed = true;
        sendBody(last, true);
        return TAKEN;
    }

    /** What the handler says the length is; the listener sends the field itself. */
    private long declaredLength() {
        String declared = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (declared == null) {
            return UNKNOWN;
        }
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return Math.max(UNKNOWN, Long.parseLong(declared));
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Takes the connection's own fields away, which are the listener's; a handler can only ask to close, which is true then. */
    protected final boolean takeConnectionFields() {
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        String asked = headers.get(HttpHeaderNames.CONNECTION);
        headers.remove(HttpHeaderNames.CONNECTION);
        return asked != null && FieldRules.hasToken(asked, "close");
    }

    /** The caller is gone, or was answered by the door itself. */
    public final void callerGone() {
        if (closed) {
            return;
        }
        closed = true;
        Handler<Void> gone = goneHandler;
        if (gone != null) {
            gone.handle(null);
        }
        Handler<Throwable> failed = exceptionHandler;
        if (failed != null) {
            failed.handle(CallerGoneException.INSTANCE);
        }
    }

    /** Another answer than the handler's was sent, with this status. */
    protected final void replacedBy(int newStatus) {
        status = newStatus;
    }

    /** There is room again. */
    public final void drained() {
        Handler<Void> drained = drainHandler;
        if (drained != null && !closed) {
            drained.handle(null);
        }
    }

    @Override
    public final void abort() {
        if (!closed) {
            closed = true;
            breakOff();
        }
    }

    @Override
    public final int status() {
        return status;
    }

    @Override
    public final GatewayResponse status(int status) {
        if (status < MIN_FINAL_STATUS || status > MAX_STATUS) {
            throw new IllegalArgumentException("status: " + status + " (expected: 200 to 999)");
        }
        if (headWritten) {
            throw new IllegalStateException("status: " + status + " (expected: before the head is written)");
        }
        this.status = status;
        return this;
    }

    @Override
    public final MultiMap headers() {
        return headers;
    }

    @Override
    public final boolean isHeadWritten() {
        return headWritten;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final long sentBytes() {
        return isBodiless() ? 0 : sent;
    }

    @Override
    public final void onCallerGone(Handler<Void> handler) {
        goneHandler = handler;
    }

    @Override
    public final GatewayResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        return this;
    }

    @Override
    public final GatewayResponse setWriteQueueMaxSize(int maxSize) {
        channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(maxSize / 2, maxSize));
        return this;
    }

    @Override
    public final boolean writeQueueFull() {
        return !channel().isWritable();
    }

    @Override
    public final GatewayResponse drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }
}
