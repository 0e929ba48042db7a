package io.weir.door;

import io.netty.util.concurrent.Future;
import io.vertx.core.internal.ContextInternal;
import io.weir.exchange.RequestHandler;
import io.weir.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's part of a listener: its handler, its connections, and one sweeper for all their deadlines, so that a request sets no
 * timer. The sweeper's clock moves in steps of {@link #intervalNanos}; a deadline is met within two steps. Confined to the event loop but
 * for the two counts.
 */
public final class ListenerLoop {
    private static final long MAX_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long MIN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Door door;
    private final ContextInternal context;
    private final RequestHandler handler;
    private final Ticker ticker;
    private final InstantSource clock;
    private final List<LoopConnection> connections = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final long intervalNanos;

    private @Nullable Future<?> sweeping;
    private long now;
    private long dateSecond;
    private byte[] date = new byte[0];
    private String dateText = "";
    private boolean draining;
    private boolean retiring;

    ListenerLoop(Door door, ContextInternal context, RequestHandler handler, Ticker ticker, InstantSource clock) {
        this.door = door;
        this.context = context;
        this.handler = handler;
        this.ticker = ticker;
        this.clock = clock;
        long shortest = Math.min(door.limits().headTimeout(), door.limits().idleTimeout());
        this.intervalNanos = Math.max(MIN_INTERVAL, Math.min(MAX_INTERVAL, shortest / 10));
    }

    /** Starts the sweeper; on the event loop. */
    void start() {
        tick();
        sweeping = context.nettyEventLoop()
                .scheduleWithFixedDelay(this::sweep, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
    }

    /** Stops the sweeper and closes what is open; on the event loop. */
    void stop() {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        cut();
    }

    /** Asks every caller to go elsewhere with its next request; on the event loop. */
    void drain() {
        draining = true;
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).drain();
        }
    }

    /** Takes {@link #drain} back: callers that come stay. Those that were asked to go do go. On the event loop. */
    void resume() {
        draining = false;
    }

    /** Closes every connection, whatever it is doing; on the event loop. */
    void cut() {
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).close();
        }
    }

    /** Closes idle connections now and the others after their answers; on the event loop. */
    void retire() {
        draining = true;
        retiring = true;
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).retire();
        }
    }

    private void sweep() {
        ContextInternal before = context.beginDispatch();
        try {
            tick();
            // Backwards: one that closes itself is replaced by the last, which was swept already.
            for (int i = connections.size() - 1; i >= 0; i--) {
                connections.get(i).sweep(now);
            }
        } finally {
            context.endDispatch(before);
        }
    }

    private void tick() {
        now = ticker.nanos();
        long second = clock.millis() / 1000;
        if (second != dateSecond) {
            dateSecond = second;
            dateText = DATE.format(clock.instant());
            date = ("Date: " + dateText + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Has the sweeper look at a connection from now on. */
    public void add(LoopConnection connection) {
        connection.index = connections.size();
        connections.add(connection);
        open.lazySet(connections.size());
    }

    /** The connection is gone; nothing happens where it was not there. */
    public void remove(LoopConnection connection) {
        if (connection.index < 0) {
            return;
        }
        LoopConnection last = connections.remove(connections.size() - 1);
        if (last != connection) {
            connections.set(connection.index, last);
            last.index = connection.index;
        }
        connection.index = -1;
        open.lazySet(connections.size());
    }

    /** One more request is in flight. */
    public void requestStarted() {
        inFlight.lazySet(inFlight.getPlain() + 1);
    }

    /** One less is. */
    public void requestEnded() {
        inFlight.lazySet(inFlight.getPlain() - 1);
    }

    int openConnections() {
        return open.get();
    }

    int requestsInFlight() {
        return inFlight.get();
    }

    /** What the listener's connections share. */
    public Door door() {
        return door;
    }

    /** The event loop. */
    public ContextInternal context() {
        return context;
    }

    /** What requests are handed to. */
    public RequestHandler handler() {
        return handler;
    }

    /** True where callers are to go elsewhere with their next request. */
    public boolean isDraining() {
        return draining;
    }

    /** True where connections end with their answers. */
    public boolean isRetiring() {
        return retiring;
    }

    /** The coarse clock, in nanoseconds. */
    public long now() {
        return now;
    }

    /** The {@code Date} field line for answers that have none. */
    public byte[] dateLine() {
        return date;
    }

    /** The {@code Date} that {@link #dateLine} has. */
    public String date() {
        return dateText;
    }
}
