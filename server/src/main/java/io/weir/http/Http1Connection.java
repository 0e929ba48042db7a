package io.weir.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.weir.door.Caller;
import io.weir.door.CallerGoneException;
import io.weir.door.DoorLimits;
import io.weir.door.HeadProgress;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.exchange.GatewayError;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.x connection: reads a head, hands the request on, and reads the next head only after the answer has ended, so that answers
 * keep their order and what follows a malformed request is never looked at. What comes early waits as bytes, a bounded number of them.
 * Confined to its event loop.
 */
final class Http1Connection extends LoopConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);

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
        /** The answer is complete, the body is read to its end for nobody. */
        DISCARD,
        /** The last answer is out; what still comes is thrown away. */
        LINGER
    }

    private final ListenerLoop loop;
    private final Door door;
    private final HeadProgress headProgress = new HeadProgress();
    private final Http1Body body;

    private @Nullable ChannelHandlerContext context;
    private @Nullable Outbound outbound;
    private @Nullable Caller caller;
    private @Nullable ByteBuf received;
    private Phase phase = Phase.HEAD;
    private @Nullable Http1Request request;
    private @Nullable Http1Response response;
    private boolean first = true;
    private boolean processing;
    private long since;

    Http1Connection(ListenerLoop loop) {
        this.loop = loop;
        this.door = loop.door();
        this.body = new Http1Body(door.limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        outbound = new Outbound(context, loop);
        caller = new Caller(
                door.proxies(),
                (InetSocketAddress) context.channel().remoteAddress(),
                (InetSocketAddress) context.channel().localAddress(),
                door.scheme());
        since = loop.now();
        loop.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
        release();
    }

    ListenerLoop loop() {
        return loop;
    }

    Outbound outbound() {
        return requireNonNull(outbound, "outbound");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || phase == Phase.LINGER) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (phase == Phase.HEAD) {
            since = loop.now();
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
    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        ContextInternal before = loop.context().beginDispatch();
        try {
            boolean more = true;
            while (more) {
                more = switch (phase) {
                    case HEAD -> readHead();
                    case BODY -> readBody();
                    case DISCARD -> discardBody();
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

    private boolean readHead() {
        ByteBuf bytes = received;
        if (bytes == null || !bytes.isReadable()) {
            headProgress.reset();
            return false;
        }
        headProgress.start(loop.now());
        if (first && door.isClear() && Http2Upgrade.mayBePreface(bytes)) {
            if (bytes.readableBytes() >= Http2Upgrade.PREFACE_LENGTH) {
                giveWay();
                Http2Upgrade.takeOver(requireNonNull(context, "context"), loop, bytes);
            }
            return false;
        }
        if (!headProgress.isWorthParsing(bytes)) {
            return false;
        }
        RequestHead head = loop.parser().parse(bytes);
        if (head == null) {
            headProgress.incomplete(bytes.readableBytes(), loop.parser().refusesAt());
            return false;
        }
        first = false;
        headProgress.reset();
        return begin(head, bytes);
    }

    /** HTTP/2 goes on with the connection and with what was received. */
    private void giveWay() {
        received = null;
        phase = Phase.LINGER;
    }

    private boolean begin(RequestHead head, ByteBuf bytes) {
        door.checkLength(head);
        if (head.upgradesToHttp2 && door.isClear()) {
            giveWay();
            if (Http2Upgrade.upgrade(requireNonNull(context, "context"), loop, head, bytes)) {
                return false;
            }
            received = bytes;
        }
        body.begin(head, loop.now());
        phase = head.hasBody() ? Phase.BODY : Phase.ANSWER;
        Http1Request started = new Http1Request(this, head, requireNonNull(caller, "caller"));
        Http1Response answer = new Http1Response(this, head);
        request = started;
        response = answer;
        loop.requestStarted();
        try {
            loop.handler().handle(started, answer);
        } catch (RuntimeException e) {
            LOG.error("request handler failed", e);
            fail(new GatewayError.Internal(e), e);
        }
        return true;
    }

    private boolean readBody() {
        Http1Request reader = request;
        ByteBuf bytes = received;
        if (reader == null || bytes == null || !reader.isWanted()) {
            return false;
        }
        Buffer piece = body.read(bytes);
        boolean complete = body.isComplete();
        if (complete) {
            phase = Phase.ANSWER;
        }
        if (piece != null) {
            reader.receive(piece);
        }
        if (complete) {
            reader.receiveEnd();
        }
        return complete || bytes.isReadable();
    }

    private boolean discardBody() {
        if (received == null || !body.drop(received)) {
            return false;
        }
        phase = Phase.HEAD;
        since = loop.now();
        return true;
    }

    /** The reader of the body wants more. */
    void demanded() {
        boolean nothingCame = received == null || !received.isReadable();
        if (body.wanted(loop.now()) && nothingCame && response != null && !response.isHeadWritten()) {
            outbound().writeContinue();
        }
        process();
    }

    /** True where the connection can outlive an answer whose head is sent now. */
    boolean canReadOn(boolean answerEnds) {
        if (answerEnds && received != null && !body.isComplete()) {
            try {
                return body.drop(received) || body.isNearlyComplete();
            } catch (RefusedException e) {
                // The answer stands; what comes after it cannot be told from the body.
                return false;
            }
        }
        return body.isNearlyComplete();
    }

    /** The answer has ended, and its last bytes were written. */
    void answered(boolean keepAlive) {
        if (request != null) {
            request.discard();
        }
        forget();
        since = loop.now();
        if (!keepAlive || loop.isRetiring()) {
            closeGently(!body.isComplete());
            return;
        }
        phase = body.isComplete() ? Phase.HEAD : Phase.DISCARD;
        process();
    }

    private void forget() {
        request = null;
        response = null;
        loop.requestEnded();
    }

    /** Answers what the door refuses, whether or not the request has been handed on, and closes. */
    private void refuse(RefusedException refusal) {
        door.metrics().refused(refusal.error().code());
        fail(refusal.error(), refusal);
    }

    private void fail(GatewayError error, RuntimeException cause) {
        Http1Response answer = response;
        Http1Request failed = request;
        if (answer == null || failed == null) {
            outbound().writeProblem(error);
            closeGently(true);
            return;
        }
        forget();
        if (answer.isHeadWritten()) {
            reset();
        } else {
            outbound().writeProblem(error);
            closeGently(true);
        }
        answer.callerGone();
        failed.fail(cause);
    }

    /** Closes after what was written. Where the caller may still be sending, it is read for a while, or a reset could eat the answer. */
    private void closeGently(boolean callerMaySend) {
        phase = Phase.LINGER;
        since = loop.now();
        release();
        if (callerMaySend) {
            outbound().endAfterWrites();
        } else {
            outbound().closeAfterWrites();
        }
    }

    private void reset() {
        phase = Phase.LINGER;
        outbound().reset();
    }

    /** The handler broke the answer off. */
    void abort() {
        if (request != null) {
            request.discard();
        }
        forget();
        reset();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Http1Response answer = response;
        if (answer != null && context.channel().isWritable()) {
            loop.context().dispatch(answer, Http1Response::drained);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        release();
        phase = Phase.LINGER;
        Http1Response answer = response;
        Http1Request unread = request;
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
    void sweep(long now) {
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
                if (body.isTooSlow(now, request != null && request.isWanted())) {
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
    void drain() {
        // Each answer asks the loop when its head is written.
    }

    @Override
    void retire() {
        if (phase == Phase.DISCARD || (phase == Phase.HEAD && !headProgress.isStarted())) {
            close();
        }
    }

    @Override
    void close() {
        outbound().close();
    }
}
