package io.weir.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.exchange.GatewayError;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call from selection to the answer's end: finds an endpoint that takes a connection, has the bodies moved, watches the deadlines,
 * and ends exactly once, whoever breaks off. Confined to the event loop of the call.
 */
final class Forwarding implements ConnectionPool.Waiter, UpstreamStream.Events, RequestPump.Events {
    /** No further endpoint is tried once this many connect timeouts have passed. */
    private static final int MAX_CONNECT_TIMEOUTS = 2;

    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE);

    private final UpstreamClient client;
    private final UpstreamCall call;
    private final UpstreamListener listener;
    private final RequestPump request;
    private final AnswerPump answer;
    private final long startNanos;

    // The client's list of what is under way.
    @Nullable
    Forwarding previous;

    @Nullable
    Forwarding next;

    private Endpoint endpoint;
    private List<Endpoint> tried = List.of();
    private @Nullable ConnectionPool awaited;
    private @Nullable UpstreamStream stream;
    private boolean onUsedConnection;
    private boolean replaced;
    private boolean over;
    private int attempts = 1;
    private long connectedNanos;
    private long firstByteNanos;
    private boolean timed;
    private long deadline;

    Forwarding(UpstreamClient client, UpstreamCall call, UpstreamListener listener, long nowNanos) {
        this.client = client;
        this.call = call;
        this.listener = listener;
        this.startNanos = nowNanos;
        this.connectedNanos = nowNanos;
        this.request = new RequestPump(call.request(), this);
        this.answer = new AnswerPump(call, listener);
        this.endpoint = call.group().selector().select(nowNanos);
    }

    void start() {
        call.request().exceptionHandler(broken -> onCallerGone());
        call.response().onCallerGone(gone -> onCallerGone());
        connect(startNanos);
    }

    private void connect(long nowNanos) {
        long timeout = call.group().connectNanos();
        ConnectionPool pool = client.pool(endpoint.origin());
        awaited = pool;
        expireAfter(nowNanos, timeout);
        pool.acquire(this, timeout);
    }

    @Override
    public void onConnection(UpstreamConnection connection) {
        awaited = null;
        onUsedConnection = connection.isUsed();
        connection.open(this);
    }

    @Override
    public void onNoConnection(Throwable cause) {
        awaited = null;
        boolean late = cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException;
        connectNext(late ? Failure.CONNECT_TIMEOUT : Failure.UNREACHABLE);
    }

    @Override
    public void onBusy() {
        awaited = null;
        connectNext(Failure.BUSY);
    }

    private void connectNext(Failure failure) {
        if (tried.isEmpty()) {
            tried = new ArrayList<>(2);
        }
        tried.add(endpoint);
        long now = client.nowNanos();
        boolean inTime = now - startNanos < MAX_CONNECT_TIMEOUTS * call.group().connectNanos();
        Endpoint other = inTime ? call.group().selector().selectOther(tried) : null;
        if (other == null) {
            fail(failure);
        } else {
            endpoint = other;
            attempts++;
            client.metrics().retried();
            connect(now);
        }
    }

    @Override
    public void onStream(UpstreamStream opened) {
        if (over) {
            opened.cancel();
            return;
        }
        stream = opened;
        connectedNanos = client.nowNanos();
        timed = false;
        try {
            request.start(opened, new RequestHead(call, endpoint));
        } catch (IllegalArgumentException e) {
            end(new GatewayError.Internal(e), Failure.BROKEN);
        }
    }

    @Override
    public void onRequestSent() {
        if (!answer.hasBegun()) {
            expireAfter(client.nowNanos(), call.group().firstByteNanos());
        }
    }

    @Override
    public void onRequestMoved() {
        if (!answer.hasBegun()) {
            if (request.isStalled()) {
                expireAfter(client.coarseNanos(), call.group().idleNanos());
            } else {
                timed = false;
            }
        }
    }

    @Override
    public void onWritable() {
        request.onWritable();
    }

    @Override
    public void onHead(AnswerHead head) {
        UpstreamStream from = stream;
        if (from == null) {
            return;
        }
        long now = client.nowNanos();
        firstByteNanos = now - connectedNanos;
        client.metrics().answered(head.status());
        answer.head(from, head);
        expireAfter(now, call.group().idleNanos());
    }

    @Override
    public void onPiece(Buffer piece) {
        answer.piece(piece);
        expireAfter(client.coarseNanos(), call.group().idleNanos());
    }

    @Override
    public void onTurnOver() {
        answer.turnOver();
    }

    @Override
    public void onEnd() {
        if (!over) {
            stream = null;
            leave();
            answer.end();
            listener.onDone(outcome(null));
        }
    }

    @Override
    public void onBroken(Throwable cause) {
        if (over) {
            return;
        }
        stream = null;
        if (onUsedConnection && !replaced && !answer.hasBegun() && isReplayable()) {
            // The server closed it while it lay idle, before it saw the request (RFC 9112 9.3.1).
            replaced = true;
            attempts++;
            client.metrics().retried();
            client.pool(endpoint.origin()).closeIdle();
            connect(client.nowNanos());
        } else {
            fail(answer.isHeadWritten() ? Failure.BROKEN_OFF : Failure.BROKEN);
        }
    }

    private boolean isReplayable() {
        return !call.request().hasBody() && IDEMPOTENT.contains(call.request().method());
    }

    @Override
    public void onCallerGone() {
        if (!over) {
            leave();
            listener.onDone(outcome(Failure.CALLER_GONE));
        }
    }

    @Override
    public void onWrongLength() {
        String detail = "the body is not as long as Content-Length says";
        end(new GatewayError.MalformedRequest(400, "malformed-request", detail), Failure.CALLER_GONE);
    }

    /** Called at intervals. */
    void checkDeadline(long nowNanos) {
        if (!timed || nowNanos - deadline < 0) {
            return;
        }
        if (awaited != null) {
            awaited.giveUp(this);
            awaited = null;
            connectNext(Failure.CONNECT_TIMEOUT);
        } else if (answer.isStalled()) {
            // It is the caller that does not read; its listener bounds that.
            expireAfter(nowNanos, call.group().idleNanos());
        } else if (answer.hasBegun() || !request.isComplete()) {
            fail(Failure.IDLE_TIMEOUT);
        } else {
            fail(Failure.FIRST_BYTE_TIMEOUT);
        }
    }

    /** The client stops. */
    void stop() {
        fail(Failure.BROKEN);
    }

    private void expireAfter(long nowNanos, long nanos) {
        timed = true;
        deadline = nowNanos + nanos;
    }

    private void fail(Failure failure) {
        end(UpstreamErrors.errorFor(failure, call.group()), failure);
    }

    private void end(GatewayError error, Failure failure) {
        if (over) {
            return;
        }
        boolean headWritten = answer.isHeadWritten();
        leave();
        if (headWritten) {
            call.response().abort();
            listener.onDone(outcome(failure));
        } else {
            listener.onError(error, outcome(failure));
        }
    }

    private void leave() {
        over = true;
        timed = false;
        client.remove(this);
        if (awaited != null) {
            awaited.giveUp(this);
            awaited = null;
        }
        UpstreamStream open = stream;
        if (open != null) {
            stream = null;
            open.cancel();
        }
        request.stop();
    }

    private UpstreamOutcome outcome(@Nullable Failure failure) {
        if (failure != null) {
            client.metrics().failed(failure);
        }
        return new UpstreamOutcome(
                endpoint,
                answer.status(),
                connectedNanos - startNanos,
                firstByteNanos,
                request.sent(),
                answer.received(),
                attempts,
                failure);
    }
}
