package io.weir.upstream;

import io.weir.time.Ticker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to one origin. The one used last is used next, so that what is too many falls idle and goes. A
 * request that finds none with room waits for the one that is made for it, or for the first that becomes free; both connections and
 * waiting requests are bounded. Confined to its event loop.
 */
final class ConnectionPool {

    /** Wants a connection. Exactly one of these is called, unless it gives up before. */
    interface Waiter {

        /** A connection with room. */
        void onConnection(UpstreamConnection connection);

        /** None could be made. */
        void onNoConnection(Throwable cause);

        /** As many as allowed are open and as many as allowed wait. */
        void onBusy();
    }

    private static final Logger log = LoggerFactory.getLogger(ConnectionPool.class);

    private final Origin origin;
    private final Connector connector;
    private final UpstreamOptions options;
    private final UpstreamMetrics metrics;
    private final Ticker ticker;
    private final Deque<UpstreamConnection> ready = new ArrayDeque<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int open;
    private int connecting;
    private long connectNanos;
    private boolean stopped;

    ConnectionPool(
            Origin origin, Connector connector, UpstreamOptions options, UpstreamMetrics metrics, Ticker ticker) {
        this.origin = origin;
        this.connector = connector;
        this.options = options;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    Origin origin() {
        return origin;
    }

    long idleNanos() {
        return options.idleConnection().toNanos();
    }

    long nowNanos() {
        return ticker.nanos();
    }

    /**
     * Gives {@code waiter} a connection, now or later.
     *
     * @param timeoutNanos for a connection that is made for it
     */
    void acquire(Waiter waiter, long timeoutNanos) {
        UpstreamConnection connection = pollReady();
        if (connection != null) {
            give(connection, waiter);
        } else if (!canConnect() && waiting.size() - connecting >= options.maxWaiting()) {
            waiter.onBusy();
        } else {
            connectNanos = timeoutNanos;
            waiting.addLast(waiter);
            connectForWaiting();
        }
    }

    /** {@code waiter} wants no connection any more. */
    void giveUp(Waiter waiter) {
        waiting.remove(waiter);
    }

    private @Nullable UpstreamConnection pollReady() {
        UpstreamConnection connection;
        while ((connection = ready.pollLast()) != null) {
            if (connection.hasRoom() && !connection.isExpired(nowNanos())) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    private void give(UpstreamConnection connection, Waiter waiter) {
        waiter.onConnection(connection);
        if (connection.hasRoom()) {
            ready.addLast(connection);
        }
    }

    private boolean canConnect() {
        // One connection of HTTP/2 serves many: no second one before it is known how many.
        return !stopped && open + connecting < options.maxConnections() && !(origin.isMultiplexed() && connecting > 0);
    }

    private void connectForWaiting() {
        while (connecting < waiting.size() && canConnect()) {
            connecting++;
            connector.connect(this, connectNanos);
        }
    }

    /** A connection stands. */
    void connected(UpstreamConnection connection) {
        connecting--;
        open++;
        metrics.connected();
        if (origin.health().connected()) {
            log.info("{} is back: a connection was made", origin);
        }
        ready.addLast(connection);
        serveWaiting();
        connectForWaiting();
        if (stopped) {
            closeReady();
        }
    }

    /** A connection could not be made. */
    void connectFailed(Throwable cause) {
        connecting--;
        metrics.connectFailed();
        if (origin.health().failed(nowNanos())) {
            log.warn(
                    "{} is out for 10 s: {} connections in a row failed, the last by {}",
                    origin,
                    PassiveHealth.MAX_FAILURES,
                    cause.toString());
        }
        List<Waiter> concerned = new ArrayList<>(1);
        int count = origin.isMultiplexed() ? waiting.size() : Math.min(1, waiting.size());
        for (int i = 0; i < count; i++) {
            concerned.add(waiting.removeFirst());
        }
        concerned.forEach(waiter -> waiter.onNoConnection(cause));
        connectForWaiting();
    }

    /** A connection that was full has room again. */
    void release(UpstreamConnection connection) {
        ready.addLast(connection);
        if (!waiting.isEmpty()) {
            serveWaiting();
        }
    }

    private void serveWaiting() {
        UpstreamConnection connection;
        while (!waiting.isEmpty() && (connection = pollReady()) != null) {
            give(connection, waiting.removeFirst());
        }
    }

    /** A connection is gone. */
    void closed(UpstreamConnection connection) {
        open--;
        metrics.closed();
        ready.remove(connection);
        connectForWaiting();
    }

    /** Drops what lies idle: after one of them was found closed by the server, the others are suspect. */
    void closeIdle() {
        closeIf(true);
    }

    /** Closes what has been idle for too long, and all that is idle once no API names the origin. */
    void sweep() {
        closeIf(origin.isRetired());
    }

    private void closeIf(boolean all) {
        long now = nowNanos();
        List<UpstreamConnection> gone = new ArrayList<>(0);
        for (Iterator<UpstreamConnection> each = ready.iterator(); each.hasNext(); ) {
            UpstreamConnection connection = each.next();
            if ((all && connection.isIdle()) || connection.isExpired(now)) {
                each.remove();
                gone.add(connection);
            }
        }
        gone.forEach(UpstreamConnection::close);
    }

    int idle() {
        int idle = 0;
        for (UpstreamConnection connection : ready) {
            idle += connection.isIdle() ? 1 : 0;
        }
        return idle;
    }

    /** True where nothing would be lost with it. */
    boolean isUnused() {
        return origin.isRetired() && open == 0 && connecting == 0 && waiting.isEmpty();
    }

    /** Makes no further connection and closes those that are not in use; the others go with their requests. */
    void stop() {
        stopped = true;
        closeReady();
    }

    private void closeReady() {
        UpstreamConnection connection;
        while ((connection = ready.pollLast()) != null) {
            connection.close();
        }
    }
}
