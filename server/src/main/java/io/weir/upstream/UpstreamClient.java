package io.weir.upstream;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.weir.time.Ticker;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams requests to endpoints and their answers back, on pools of its own: one instance for each event loop, called only there, so
 * that a request never changes threads. One timer watches all deadlines, so they are kept to within {@value #TICK_MILLIS} ms.
 */
public final class UpstreamClient {
    private static final int TICK_MILLIS = 100;
    private static final int TICKS_PER_SWEEP = 10;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final ClientSSLOptions tls;
    private final UpstreamOptions options;
    private final Ticker ticker;
    private final UpstreamMetrics metrics;
    private final Map<Origin, ConnectionPool> pools = new HashMap<>();
    private @Nullable Connector connector;
    private @Nullable Forwarding underWay;
    private long timer = NO_TIMER;
    private int ticks;
    private int idle;
    private long coarseNanos;

    /**
     * @param tls what is trusted beyond host name verification, which is always on; {@code new ClientSSLOptions()} trusts what the
     *     JDK trusts
     */
    public UpstreamClient(
            Vertx vertx, ClientSSLOptions tls, UpstreamOptions options, Ticker ticker, UpstreamMetrics metrics) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.tls = requireNonNull(tls, "tls");
        this.options = requireNonNull(options, "options");
        this.ticker = requireNonNull(ticker, "ticker");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** To be called on the event loop that is to be served, from a Vert.x context. */
    public void start() {
        ContextInternal context = (ContextInternal) requireNonNull(Vertx.currentContext(), "current context");
        connector = new Connector(vertx, context, tls);
        coarseNanos = ticker.nanos();
        timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    /** Ends what is under way with an error and closes all connections. On the event loop. */
    public Future<Void> stop() {
        vertx.cancelTimer(timer);
        while (underWay != null) {
            underWay.stop();
        }
        pools.values().forEach(ConnectionPool::stop);
        pools.clear();
        metrics.idleChanged(-idle);
        idle = 0;
        return connector == null ? Future.succeededFuture() : connector.close();
    }

    /**
     * Forwards a request and passes its answer on.
     *
     * @param listener told how it goes
     */
    public void forward(UpstreamCall call, UpstreamListener listener) {
        Forwarding forwarding = new Forwarding(this, call, listener, ticker.nanos());
        add(forwarding);
        forwarding.start();
    }

    ConnectionPool pool(Origin origin) {
        ConnectionPool pool = pools.get(origin);
        if (pool == null) {
            pool = new ConnectionPool(origin, requireNonNull(connector, "not started"), options, metrics, ticker);
            pools.put(origin, pool);
        }
        return pool;
    }

    UpstreamMetrics metrics() {
        return metrics;
    }

    long nowNanos() {
        return ticker.nanos();
    }

    /** Up to {@value #TICK_MILLIS} ms old, for what happens with each piece of a body. */
    long coarseNanos() {
        return coarseNanos;
    }

    private void tick() {
        coarseNanos = ticker.nanos();
        Forwarding each = underWay;
        while (each != null) {
            Forwarding following = each.next;
            each.checkDeadline(coarseNanos);
            each = following;
        }
        ticks = (ticks + 1) % TICKS_PER_SWEEP;
        if (ticks == 0) {
            sweep();
        }
    }

    private void sweep() {
        int nowIdle = 0;
        for (Iterator<ConnectionPool> each = pools.values().iterator(); each.hasNext(); ) {
            ConnectionPool pool = each.next();
            pool.sweep();
            nowIdle += pool.idle();
            if (pool.isUnused()) {
                each.remove();
            }
        }
        metrics.idleChanged(nowIdle - idle);
        idle = nowIdle;
    }

    private void add(Forwarding forwarding) {
        Forwarding first = underWay;
        forwarding.next = first;
        if (first != null) {
            first.previous = forwarding;
        }
        underWay = forwarding;
    }

    void remove(Forwarding forwarding) {
        Forwarding before = forwarding.previous;
        Forwarding after = forwarding.next;
        if (before == null) {
            underWay = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
    }
}
