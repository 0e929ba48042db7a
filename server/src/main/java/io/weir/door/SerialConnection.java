package io.weir.door;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.weir.exchange.GatewayError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that carries one request at a time: reads a head, hands the request on, and reads the next head only after the answer has
 * ended, so that answers keep their order and what follows a malformed request is never looked at. What comes early waits as bytes, a
 * bounded number of them. Subclasses know the protocol. Confined to its event loop.
 */
public abstract class SerialConnection extends LoopConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SerialConnection.class);

    /** What is read while nobody wants it: it tells us at least whether the caller is still there. */
    private static final int MAX_EARLY_BYTES = 16 << 10;

    /** Where the connection is with its current request. */
    private enum Phase {
        /** Between requests or in a head. */
        HEAD,
        /** A request is in flight and its body is not complete. */
        BODY,
        /** A request is in flight and its body is complete. */
        ANSWER,
        /** The answer is complete, what is left of the body is read for nobody. */
        DISCARD,
        /** The last answer is out; what still comes is thrown away. */
        LINGER
    }

    private final ListenerLoop loop;
    private final Door door;
    private final HeadProgress headProgress = new HeadProgress();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Outbound outbound;
    private @Nullable ByteBuf received;
    private Phase phase = Phase.HEAD;
    private @Nullable ListenerRequest request;
    private @Nullable ListenerResponse response;
    private boolean processing;
    private long since;

    protected SerialConnection(ListenerLoop loop) {
        this.loop = loop;
        this.door = loop.door();
    }

    /**
     * Takes a head off the front of what was received, or leaves it where it is not complete; {@link #begin}s the request.
     *
     * @return true where it is worth while to go on at once
     * @throws RefusedException where it is refused
     */
    protected abstract boolean readHead(ByteBuf bytes);

    /**
     * {@link #give}s the reader what has come of the body.
     *
     * @return true where it is worth while to go on at once
     * @throws RefusedException where it is refused
     */
    protected abstract boolean readBody(ByteBuf bytes, ListenerRequest reader);

    /**
     * Throws away what has come of a body whose answer has ended.
     *
     * @return true once nothing more of it can come
     * @throws RefusedException where it is malformed
     */
    protected abstract boolean discardBody(ByteBuf bytes);

    /** True where the caller may still send something of the current request's body. */
    protected abstract boolean isBodyDue();

    /** True where the body comes more slowly than it may; asked from time to time. */
    protected abstract boolean isBodyTooSlow(long now, boolean wanted);

    /** Writes an answer in the place of a handler; the connection ends with it. */
    protected abstract void writeProblem(GatewayError error);

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        outbound = new Outbound(context);
        since = loop.now();
        loop.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
        release();
    }

    protected final ChannelHandlerContext context() {
        return requireNonNull(context, "context");
    }

    /** The event loop's part of the listener. */
    public final ListenerLoop loop() {
        return loop;
    }

    /** The sending side. */
    public final Outbound outbound() {
        return requireNonNull(outbound, "outbound");
    }

    /** How long the current head has been coming. */
    protected final HeadProgress headProgress() {
        return headProgress;
    }

    /** What was received and not taken yet. */
    protected final @Nullable ByteBuf received() {
        return received;
    }

    /** True where this is the request that is being answered. */
    protected final boolean isCurrent(ListenerRequest candidate) {
        return candidate == request;
    }

    /** True while a request is in flight of whose answer nothing has been sent. */
    protected final boolean isUnanswered() {
        return response != null && !response.isHeadWritten();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || phase == Phase.LINGER) {
            ReferenceCountUtil.release(message);
            return;
        }
        outbound().readStarts();
        received = received == null
                ? bytes
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), received, bytes);
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        outbound().readEnds();
    }

    /** Goes as far as the bytes received and the state of the request allow. */
    protected final void process() {
        if (processing) {
            return;
        }
        processing = true;
        ContextInternal before = loop.context().beginDispatch();
        try {
            boolean more = true;
            while (more) {
                more = switch (phase) {
                    case HEAD -> tryHead();
                    case BODY -> tryBody();
                    case DISCARD -> tryDiscard();
                    case ANSWER, LINGER -> false;
                };
            }
        } catch (RefusedException e) {
            refuse(e);
        } finally {
            processing = false;
            loop.context().endDispatch(before);
        }
        settle();
    }

    private boolean tryHead() {
        ByteBuf bytes = received;
        if (bytes == null || !bytes.isReadable()) {
            headProgress.reset();
            return false;
        }
        headProgress.start(loop.now());
        return readHead(bytes);
    }

    private boolean tryBody() {
        ListenerRequest reader = request;
        ByteBuf bytes = received;
        return reader != null && bytes != null && reader.isWanted() && readBody(bytes, reader);
    }

    private boolean tryDiscard() {
        if (received == null || !discardBody(received)) {
            return false;
        }
        phase = Phase.HEAD;
        since = loop.now();
        return true;
    }

    /** Lets go of what is used up, and stops reading from a caller who is ahead of us. */
    private void settle() {
        if (received != null && (!received.isReadable() || phase == Phase.LINGER)) {
            release();
        }
        boolean waits = phase == Phase.ANSWER || phase == Phase.BODY;
        boolean ahead = waits && received != null && received.readableBytes() > MAX_EARLY_BYTES;
        ChannelConfig config = outbound().channel().config();
        if (config.isAutoRead() == ahead) {
            config.setAutoRead(!ahead);
        }
    }

    private void release() {
        ByteBuf bytes = received;
        received = null;
        if (bytes != null) {
            bytes.release();
        }
    }

    /**
     * The head was no request; the next one may come.
     *
     * @param keepsOpen whether the connection counts as idle only from now on
     */
    protected final void headSkipped(boolean keepsOpen) {
        headProgress.reset();
        if (keepsOpen) {
            since = loop.now();
        }
    }

    /** Another protocol goes on with the connection and with what was received. */
    protected final void giveWay() {
        received = null;
        phase = Phase.LINGER;
    }

    /** The other protocol does not; everything is as before {@link #giveWay}. */
    protected final void comeBack(ByteBuf bytes) {
        received = bytes;
        phase = Phase.HEAD;
    }

    /** Hands the request on that a head began. */
    protected final void begin(ListenerRequest started, ListenerResponse answer) {
        headProgress.reset();
        phase = started.hasBody() ? Phase.BODY : Phase.ANSWER;
        request = started;
        response = answer;
        loop.requestStarted();
        try {
            loop.handler().handle(started, answer);
        } catch (RuntimeException e) {
            LOG.error("request handler failed", e);
            fail(new GatewayError.Internal(e), e);
        }
    }

    /** Gives the reader a piece of the body, and the end of it after the last one. */
    protected final void give(ListenerRequest reader, @Nullable Buffer piece, boolean isLast) {
        if (isLast) {
            phase = Phase.ANSWER;
        }
        if (piece != null) {
            reader.receive(piece);
        }
        if (isLast) {
            reader.receiveEnd();
        }
    }

    /** The answer has ended, and its last bytes were written. */
    public final void answered(boolean keepAlive) {
        if (request != null) {
            request.discard();
        }
        forget();
        since = loop.now();
        if (!keepAlive || loop.isRetiring()) {
            closeGently(isBodyDue());
            return;
        }
        phase = isBodyDue() ? Phase.DISCARD : Phase.HEAD;
        process();
    }

    private void forget() {
        request = null;
        response = null;
        loop.requestEnded();
    }

    /** Answers what the door refuses, whether or not the request has been handed on, and closes. */
    private void refuse(RefusedException refusal) {
        door.refused(
                refusal.error().code(), refusal.error().detail(), outbound().channel());
        fail(refusal.error(), refusal);
    }

    /** Ends the request in flight with an error, and the connection with it. */
    private void fail(GatewayError error, RuntimeException cause) {
        ListenerResponse answer = response;
        ListenerRequest failed = request;
        if (answer == null || failed == null) {
            writeProblem(error);
            closeGently(true);
            return;
        }
        forget();
        if (answer.isHeadWritten()) {
            breakOff();
        } else {
            writeProblem(error);
            closeGently(true);
        }
        answer.callerGone();
        failed.fail(cause);
    }

    /** Sends an error in the place of the answer that was about to begin; for its handler the caller is gone. */
    public final void replaceAnswer(GatewayError error) {
        ListenerResponse replaced = requireNonNull(response, "response");
        ListenerRequest unread = requireNonNull(request, "request");
        forget();
        writeProblem(error);
        closeGently(true);
        replaced.callerGone();
        unread.discard();
    }

    /** Closes after what was written. Where the caller may still be sending, it is read for a while, or a reset could eat the answer. */
    protected final void closeGently(boolean callerMaySend) {
        phase = Phase.LINGER;
        since = loop.now();
        release();
        if (callerMaySend) {
            outbound().endAfterWrites();
        } else {
            outbound().closeAfterWrites();
        }
    }

    /** Ends the connection within an answer, so that nobody takes it for complete. */
    protected void breakOff() {
        phase = Phase.LINGER;
        outbound().reset();
    }

    /** The handler broke the answer off. */
    public final void abort() {
        if (request != null) {
            request.discard();
        }
        forget();
        breakOff();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        ListenerResponse answer = response;
        if (answer != null && context.channel().isWritable()) {
            loop.context().dispatch(answer, ListenerResponse::drained);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        release();
        phase = Phase.LINGER;
        ListenerResponse answer = response;
        ListenerRequest unread = request;
        if (answer == null || unread == null) {
            return;
        }
        forget();
        loop.context().dispatch(null, gone -> {
            answer.callerGone();
            unread.fail(CallerGoneException.INSTANCE);
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("connection failed", cause);
        } else {
            LOG.error("connection failed", cause);
        }
        close();
    }

    @Override
    protected void sweep(long now) {
        DoorLimits limits = door.limits();
        switch (phase) {
            case HEAD -> {
                if (headProgress.isLate(now, limits.headTimeout())) {
                    refuse(RefusedException.malformed(408, "head-timeout", "the head was not complete in time"));
                } else if (!headProgress.isStarted()) {
                    closeIf(now - since > limits.idleTimeout());
                }
            }
            case BODY -> {
                if (isBodyTooSlow(now, request != null && request.isWanted())) {
                    refuse(RefusedException.malformed(408, "body-timeout", "the body comes too slowly"));
                } else {
                    closeIf(outbound().isStalled(now, limits.idleTimeout()));
                }
            }
            case ANSWER -> closeIf(outbound().isStalled(now, limits.idleTimeout()));
            case DISCARD -> closeIf(now - since > limits.headTimeout());
            case LINGER -> closeIf(now - since > Door.LINGER_NANOS);
        }
    }

    private void closeIf(boolean due) {
        if (due) {
            close();
        }
    }

    @Override
    protected void drain() {
        // Each answer asks the loop when it is written.
    }

    @Override
    protected void retire() {
        if (phase == Phase.DISCARD || (phase == Phase.HEAD && !headProgress.isStarted())) {
            close();
        }
    }

    @Override
    protected void close() {
        outbound().close();
    }
}
