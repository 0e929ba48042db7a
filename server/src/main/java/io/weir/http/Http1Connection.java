package io.weir.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.weir.door.Caller;
import io.weir.door.ClientCertificate;
import io.weir.door.ListenerRequest;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.door.SerialConnection;
import io.weir.exchange.GatewayError;
import io.weir.gateway.ErrorRenderer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.x connection, or the beginning of one that turns out to be HTTP/2. Confined to its event loop. */
final class Http1Connection extends SerialConnection {
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] PROBLEM_TYPE = ascii("Content-Type: " + ErrorRenderer.MEDIA_TYPE + "\r\n");

    private final Http1Loop shared;
    private final Http1Body body;
    private @Nullable Caller caller;
    private boolean first = true;

    Http1Connection(Http1Loop shared) {
        super(shared.loop());
        this.shared = shared;
        this.body = new Http1Body(loop().door().limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        super.handlerAdded(context);
        caller = new Caller(
                loop().door().proxies(),
                (InetSocketAddress) context.channel().remoteAddress(),
                (InetSocketAddress) context.channel().localAddress(),
                loop().door().scheme(),
                ClientCertificate.of(context.pipeline()));
    }

    HeadWriter writer() {
        return shared.writer();
    }

    @Override
    protected boolean readHead(ByteBuf bytes) {
        if (first && loop().door().isClear() && Http2Upgrade.mayBePreface(bytes)) {
            if (bytes.readableBytes() >= Http2Upgrade.PREFACE_LENGTH) {
                giveWay();
                Http2Upgrade.takeOver(context(), loop(), bytes);
            }
            return false;
        }
        if (!headProgress().isWorthParsing(bytes)) {
            return false;
        }
        RequestHead head = shared.parser().parse(bytes);
        if (head == null) {
            headProgress().incomplete(bytes.readableBytes(), shared.parser().refusesAt());
            return false;
        }
        first = false;
        return begin(head, bytes);
    }

    private boolean begin(RequestHead head, ByteBuf bytes) {
        loop().door().checkLength(head);
        if (head.upgradesToHttp2 && loop().door().isClear()) {
            giveWay();
            if (Http2Upgrade.upgrade(context(), loop(), head, bytes)) {
                return false;
            }
            comeBack(bytes);
        }
        body.begin(head, loop().now());
        begin(new Http1Request(this, head, requireNonNull(caller, "caller")), new Http1Response(this, head));
        return true;
    }

    @Override
    protected boolean readBody(ByteBuf bytes, ListenerRequest reader) {
        Buffer piece = body.read(bytes);
        boolean complete = body.isComplete();
        give(reader, piece, complete);
        return complete || bytes.isReadable();
    }

    @Override
    protected boolean discardBody(ByteBuf bytes) {
        return body.drop(bytes);
    }

    @Override
    protected boolean isBodyDue() {
        return !body.isComplete();
    }

    @Override
    protected boolean isBodyTooSlow(long now, boolean wanted) {
        return body.isTooSlow(now, wanted);
    }

    /** The reader of the body wants more. */
    void demanded() {
        ByteBuf received = received();
        boolean nothingCame = received == null || !received.isReadable();
        if (body.wanted(loop().now()) && nothingCame && isUnanswered()) {
            outbound().write(Unpooled.wrappedBuffer(CONTINUE));
        }
        process();
    }

    /** True where the connection can outlive an answer whose head is sent now. */
    boolean canReadOn(boolean answerEnds) {
        ByteBuf received = received();
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

    @Override
    protected void writeProblem(GatewayError error) {
        Buffer problem = ErrorRenderer.render(error, loop().door().requestIds().get());
        HeadWriter head = writer().begin(error.status())
                .line(loop().dateLine())
                .line(PROBLEM_TYPE)
                .contentLength(problem.length())
                .line(HeadWriter.CLOSE);
        outbound().write(head.end(outbound().allocator(), problem.length()).writeBytes(problem.getBytes()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
