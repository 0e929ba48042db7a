package io.weir.door;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.weir.exchange.GatewayRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A request as the listener hands it on, whichever version of HTTP it came in: the head, the caller's address as far as it can be
 * believed, and the body under the demand of its reader. Starts paused. Confined to the event loop of its connection.
 */
public abstract class ListenerRequest implements GatewayRequest {
    private final RequestHead head;
    private final Caller caller;

    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private @Nullable Queue<Buffer> waiting;
    private long demand;
    private long received;
    private boolean complete;
    private boolean finished;
    private boolean delivering;

    private @Nullable String authority;
    private @Nullable String clientAddress;

    protected ListenerRequest(RequestHead head, Caller caller) {
        this.head = head;
        this.caller = caller;
        this.complete = !head.hasBody();
    }

    /** The reader wants more than has come: the transport may read. */
    protected abstract void demanded();

    /** True where the reader waits for the caller. */
    public final boolean isWanted() {
        return demand > 0 && !complete;
    }

    /** Takes a piece of the body off the transport. */
    public final void receive(Buffer piece) {
        if (finished) {
            return;
        }
        received += piece.length();
        if (demand > 0 && !delivering && waiting == null) {
            deliver(piece);
            return;
        }
        Queue<Buffer> queue = waiting;
        if (queue == null) {
            queue = new ArrayDeque<>(4);
            waiting = queue;
        }
        queue.add(piece);
        drain();
    }

    /** The body is complete. */
    public final void receiveEnd() {
        complete = true;
        drain();
    }

    /** The rest of the body will not come. */
    public final void fail(Throwable cause) {
        if (finished) {
            return;
        }
        finished = true;
        waiting = null;
        Handler<Throwable> failed = exceptionHandler;
        if (failed != null) {
            failed.handle(cause);
        }
    }

    /** Nobody reads the rest: the answer has ended. */
    public final void discard() {
        finished = true;
        waiting = null;
    }

    private void drain() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (demand > 0 && waiting != null && !finished) {
                Buffer piece = waiting.remove();
                if (waiting.isEmpty()) {
                    waiting = null;
                }
                deliver(piece);
            }
        } finally {
            delivering = false;
        }
        if (complete && waiting == null && demand > 0 && !finished) {
            finished = true;
            Handler<Void> ended = endHandler;
            if (ended != null) {
                ended.handle(null);
            }
        }
    }

    private void deliver(Buffer piece) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        Handler<Buffer> reader = handler;
        if (reader != null) {
            reader.handle(piece);
        }
    }

    @Override
    public GatewayRequest handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public GatewayRequest endHandler(@Nullable Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    @Override
    public GatewayRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        this.exceptionHandler = handler;
        return this;
    }

    @Override
    public GatewayRequest pause() {
        demand = 0;
        return this;
    }

    @Override
    public GatewayRequest resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public GatewayRequest fetch(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
        demand += amount;
        if (demand < 0) {
            demand = Long.MAX_VALUE;
        }
        drain();
        if (isWanted() && waiting == null && !delivering) {
            demanded();
        }
        return this;
    }

    @Override
    public HttpMethod method() {
        return head.method;
    }

    @Override
    public String path() {
        return head.path;
    }

    @Override
    public @Nullable String query() {
        return head.query;
    }

    @Override
    public MultiMap headers() {
        return head.headers;
    }

    @Override
    public String scheme() {
        return caller.scheme(head.headers);
    }

    @Override
    public String authority() {
        String known = authority;
        if (known == null) {
            known = caller.authority(head.headers, head.authority);
            authority = known;
        }
        return known;
    }

    @Override
    public String clientAddress() {
        String known = clientAddress;
        if (known == null) {
            known = caller.clientAddress(head.headers);
            clientAddress = known;
        }
        return known;
    }

    @Override
    public String peerAddress() {
        return caller.peerAddress();
    }

    @Override
    public @Nullable String clientCertificate() {
        return caller.certificate();
    }

    @Override
    public boolean isFromTrustedProxy() {
        return caller.isTrustedProxy();
    }

    @Override
    public final long receivedBytes() {
        return received;
    }

    @Override
    public boolean hasBody() {
        return head.hasBody();
    }
}
