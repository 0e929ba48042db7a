package io.weir.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.door.BodyRate;
import io.weir.door.CallerGoneException;
import io.weir.door.Door;
import io.weir.door.ListenerLoop;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.exchange.GatewayError;
import io.weir.gateway.ErrorRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of an HTTP/2 connection: a request and its answer. A malformed request costs its stream, not the connection (RFC 9113
 * §8.1.1). Confined to the event loop of its connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, and its handler hears of that
final class Http2Exchange extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Exchange.class);

    private final Http2Connection connection;
    private final ListenerLoop loop;
    private final BodyRate bodyRate = new BodyRate();
    private @Nullable ChannelHandlerContext channelContext;
    private @Nullable Http2Request request;
    private @Nullable Http2Response response;
    private boolean begun;
    private boolean bodyComplete;
    private boolean expectsContinue;
    private long bodyBytes;
    private boolean discarding;
    private long discardingSince;
    private int discarded;

    Http2Exchange(Http2Connection connection) {
        this.connection = connection;
        this.loop = connection.loop();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channelContext = context;
        connection.opened(this);
    }

    ChannelHandlerContext channel() {
        ChannelHandlerContext known = channelContext;
        if (known == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return known;
    }

    ListenerLoop loop() {
        return loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ContextInternal before = loop.context().beginDispatch();
        try {
            if (message instanceof Http2HeadersFrame frame) {
                takeHeaders(frame);
            } else if (message instanceof Http2DataFrame frame) {
                takeData(frame);
            }
        } catch (RefusedException e) {
            refused(e.error());
            fail(e.error(), e);
        } finally {
            ReferenceCountUtil.release(message);
            loop.context().endDispatch(before);
        }
    }

    private void refused(GatewayError error) {
        loop.door().refused(error.code(), error.detail(), channel().channel());
    }

    private void takeHeaders(Http2HeadersFrame frame) {
        if (begun) {
            // Trailers: what they say is dropped, as in HTTP/1.1.
            if (frame.isEndStream()) {
                completeBody();
            }
            return;
        }
        begun = true;
        bodyComplete = frame.isEndStream();
        RequestHead head = Http2Heads.read(
                frame.headers(), frame.isEndStream(), loop.door().limits());
        loop.door().checkLength(head);
        expectsContinue = head.expectsContinue;
        channel().channel().config().setAutoRead(bodyComplete);
        bodyRate.start(loop.now());
        Http2Request started = new Http2Request(this, head, connection.caller());
        Http2Response answer = new Http2Response(this, head);
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

    private void takeData(Http2DataFrame frame) {
        int length = frame.content().readableBytes();
        if (discarding) {
            discard(length, frame.isEndStream());
            return;
        }
        bodyBytes += length;
        long maxBody = loop.door().limits().maxBody();
        if (bodyBytes > maxBody) {
            throw new RefusedException(new GatewayError.PayloadTooLarge(maxBody));
        }
        bodyRate.count(length);
        expectsContinue = false;
        Http2Request reader = request;
        if (reader != null && length > 0) {
            Buffer piece = BufferInternal.safeBuffer(frame.content().retain());
            reader.receive(piece);
        }
        if (frame.isEndStream()) {
            completeBody();
        }
    }

    private void discard(int length, boolean last) {
        bodyComplete |= last;
        discarded += length;
        if (!bodyComplete && discarded > Door.MAX_DISCARDED_BODY) {
            reset(Http2Error.NO_ERROR);
        }
    }

    private void completeBody() {
        bodyComplete = true;
        // So that a reset is seen although nobody reads.
        channel().channel().config().setAutoRead(true);
        Http2Request reader = request;
        if (reader != null) {
            reader.receiveEnd();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Http2Request reader = request;
        if (reader != null && reader.isWanted()) {
            context.read();
        }
    }

    /** The reader of the body wants more. */
    void demanded() {
        Http2Response answer = response;
        if (expectsContinue && answer != null && !answer.isHeadWritten()) {
            expectsContinue = false;
            channel()
                    .writeAndFlush(new DefaultHttp2HeadersFrame(
                            new DefaultHttp2Headers().status(HttpResponseStatus.CONTINUE.codeAsText())));
        }
        bodyRate.start(loop.now());
        channel().read();
    }

    /** The answer has ended. */
    void answered() {
        Http2Request unread = request;
        if (unread != null) {
            unread.discard();
        }
        forget();
        callOffBody();
    }

    /**
     * What is left of a body that nobody wants is called off (RFC 9113 §8.1), but only after a while: some clients take the reset, even
     * with NO_ERROR, for a failure of the answer that they have in full.
     */
    private void callOffBody() {
        if (!bodyComplete) {
            discarding = true;
            discardingSince = loop.now();
            channel().channel().config().setAutoRead(true);
        }
    }

    private void forget() {
        if (response != null) {
            request = null;
            response = null;
            loop.requestEnded();
        }
    }

    private void fail(GatewayError error, RuntimeException cause) {
        Http2Response answer = response;
        Http2Request failed = request;
        if (answer != null && answer.isHeadWritten()) {
            forget();
            reset(Http2Error.PROTOCOL_ERROR);
        } else {
            forget();
            writeProblem(error);
        }
        if (answer != null) {
            answer.callerGone();
        }
        if (failed != null) {
            failed.fail(cause);
        }
    }

    private void writeProblem(GatewayError error) {
        Buffer problem = ErrorRenderer.render(error, loop.door().requestIds().get());
        Http2Response.writeProblem(channel(), loop, error.status(), problem);
        callOffBody();
    }

    void reset(Http2Error error) {
        channel()
                .writeAndFlush(new DefaultHttp2ResetFrame(error))
                .addListener(done -> channel().close());
    }

    /** The handler broke the answer off. */
    void abort() {
        Http2Request unread = request;
        if (unread != null) {
            unread.discard();
        }
        forget();
        reset(Http2Error.INTERNAL_ERROR);
    }

    void sweep(long now) {
        if (discarding && !bodyComplete && now - discardingSince > Door.LINGER_NANOS) {
            reset(Http2Error.NO_ERROR);
            return;
        }
        boolean wanted = request != null && request.isWanted();
        if (bodyRate.isTooSlow(now, wanted)) {
            RefusedException refusal = RefusedException.malformed(408, "body-timeout", "the body comes too slowly");
            refused(refusal.error());
            fail(refusal.error(), refusal);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof Http2ResetFrame) {
            gone();
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
        connection.closed(this);
    }

    private void gone() {
        Http2Response answer = response;
        Http2Request unread = request;
        if (answer == null) {
            return;
        }
        forget();
        loop.context().dispatch(null, nothing -> {
            answer.callerGone();
            if (unread != null) {
                unread.fail(CallerGoneException.INSTANCE);
            }
        });
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Http2Response answer = response;
        if (answer != null && context.channel().isWritable()) {
            loop.context().dispatch(answer, Http2Response::drained);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("stream failed", cause);
        context.close();
    }
}
