package io.weir.upstream;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;

/** An HTTP/2 connection of Vert.x's client: as many streams at once as the server allows. Confined to its event loop. */
final class Http2Connection implements UpstreamConnection {
    private final ConnectionPool pool;
    private final ContextInternal context;
    private final HttpClientConnection connection;
    private int active;
    private boolean used;
    private boolean leaving;
    private boolean closed;
    private long idleSince;

    Http2Connection(ConnectionPool pool, ContextInternal context, HttpClientConnection connection) {
        this.pool = pool;
        this.context = context;
        this.connection = connection;
        this.idleSince = pool.nowNanos();
        connection.closeHandler(gone -> closed());
        connection.shutdownHandler(asked -> leave());
    }

    private void closed() {
        if (!closed) {
            closed = true;
            pool.closed(this);
        }
    }

    private void leave() {
        leaving = true;
        if (active == 0) {
            connection.close();
        }
    }

    @Override
    public boolean isUsed() {
        return used;
    }

    @Override
    public boolean hasRoom() {
        return !closed && !leaving && active < connection.maxActiveStreams();
    }

    @Override
    public boolean isIdle() {
        return active == 0;
    }

    @Override
    public boolean isExpired(long nowNanos) {
        return active == 0 && nowNanos - idleSince >= pool.idleNanos();
    }

    @Override
    public void open(UpstreamStream.Events events) {
        active++;
        connection.request(new RequestOptions()).onComplete(result -> {
            if (result.succeeded()) {
                used = true;
                new Http2Stream(this, context, result.result(), events).start();
            } else {
                streamClosed();
                events.onBroken(result.cause());
            }
        });
    }

    /** What was said to be HTTP/2 is not: the next connection asks again. */
    void isNotHttp2(UpstreamStream.Events events) {
        pool.origin().speaksHttp2(false);
        leaving = true;
        streamClosed();
        events.onBroken(new HttpClosedException("the server no longer speaks HTTP/2"));
    }

    void streamClosed() {
        boolean wasFull = !hasRoom();
        active--;
        if (active == 0) {
            idleSince = pool.nowNanos();
        }
        if (leaving && active == 0) {
            connection.close();
        } else if (wasFull && hasRoom()) {
            pool.release(this);
        }
    }

    @Override
    public void close() {
        leaving = true;
        connection.close();
    }
}
