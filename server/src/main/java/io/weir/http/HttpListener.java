package io.weir.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ServerID;
import io.weir.config.NodeConfig;
import io.weir.door.DoorLimits;
import io.weir.door.TrustedProxies;
import io.weir.exchange.RequestHandler;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes traffic on one port, on every event loop of a Vert.x: connections go round the loops in turn, and each loop has a
 * {@link RequestHandler} of its own that only it calls. Clear text is HTTP/1.1 and h2c, TLS is HTTP/1.1 and h2. What is malformed is
 * answered here and reaches no handler ({@code docs/http.md}). {@link #start} and {@link #stop} from any thread.
 */
public final class HttpListener {
    private static final int BACKLOG = 1024;

    private final Wiring wiring;
    private final Door door;
    private final NetServerOptions options;
    private final SocketAddress address;
    private final List<ListenerLoop> loops = new ArrayList<>();
    private final List<NetServer> servers = new ArrayList<>();

    /**
     * What a listener is made of besides its port.
     *
     * @param handlers makes one handler for each event loop; called once a loop, on it, with its context
     * @param requestIds names for requests that are refused at the door; any thread
     */
    public record Wiring(
            Vertx vertx,
            NodeConfig.Traffic traffic,
            Function<Context, RequestHandler> handlers,
            Supplier<String> requestIds,
            MeterRegistry meters,
            Ticker ticker,
            InstantSource clock) {}

    /**
     * A listener for clear text.
     *
     * @throws IllegalArgumentException naming a trusted proxy that is no address
     */
    public static HttpListener clear(NodeConfig.Http http, Wiring wiring) {
        return new HttpListener("http", new NetServerOptions(), http.host(), http.port(), wiring);
    }

    /**
     * A listener for TLS.
     *
     * @throws IllegalArgumentException naming a trusted proxy that is no address, or a keystore of unknown kind
     */
    public static HttpListener tls(NodeConfig.Https https, Wiring wiring) {
        return new HttpListener("https", TlsOptions.of(https), https.host(), https.port(), wiring);
    }

    private HttpListener(String name, NetServerOptions options, String host, int port, Wiring wiring) {
        this.wiring = wiring;
        this.options = options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(BACKLOG);
        // A free port has to be the same one for all loops.
        this.address = port == 0
                ? SocketAddress.sharedRandomPort(Math.max(1, System.identityHashCode(this)), host)
                : SocketAddress.inetSocketAddress(port, host);
        this.door = new Door(
                DoorLimits.of(wiring.traffic()),
                TrustedProxies.of(wiring.traffic().trustedProxies()),
                name,
                new DoorMetrics(wiring.meters(), name),
                wiring.requestIds());
    }

    /** Binds the port; fails, with nothing left open, where it is taken or the keystore cannot be read. */
    public Future<Void> start() {
        VertxInternal vertx = (VertxInternal) wiring.vertx();
        if (vertx.sharedTcpServers().containsKey(new ServerID(address.port(), address.host()))) {
            // Vert.x would share the port out between the two.
            return Future.failedFuture(
                    "port: " + address.port() + " (expected: one that no other listener of this node has)");
        }
        List<Future<?>> listening = new ArrayList<>();
        for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
            ContextInternal context =
                    vertx.contextBuilder().withEventLoop((EventLoop) executor).build();
            listening.add(startOn(context));
        }
        return Future.join(listening)
                .onSuccess(all -> door.metrics().register(loops))
                .<Void>mapEmpty()
                .recover(cause -> stop(Duration.ZERO).transform(stopped -> Future.failedFuture(cause)));
    }

    private Future<Void> startOn(ContextInternal context) {
        Promise<Void> started = Promise.promise();
        context.runOnContext(nothing -> {
            ListenerLoop loop =
                    new ListenerLoop(door, context, wiring.handlers().apply(context), wiring.ticker(), wiring.clock());
            NetServer server = wiring.vertx()
                    .createNetServer(new NetServerOptions(options))
                    .connectHandler(socket -> accept(loop, socket));
            synchronized (loops) {
                loops.add(loop);
                servers.add(server);
            }
            loop.start();
            server.listen(address).<Void>mapEmpty().onComplete(started);
        });
        return started.future();
    }

    /** Puts our own handlers in the place of the socket's, which would only copy. */
    private static void accept(ListenerLoop loop, NetSocket socket) {
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        if (pipeline.get("chunkedWriter") != null) {
            pipeline.remove("chunkedWriter");
        }
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls != null && "h2".equals(tls.applicationProtocol())) {
            Http2Upgrade.start(pipeline, "handler", loop);
        } else {
            pipeline.replace("handler", "http1", new Http1Connection(loop));
        }
    }

    /** The port that it listens on; 0 before it does. */
    public int port() {
        synchronized (loops) {
            return servers.isEmpty() ? 0 : servers.get(0).actualPort();
        }
    }

    /** Requests in flight. */
    public int requestsInFlight() {
        synchronized (loops) {
            return loops.stream().mapToInt(ListenerLoop::requestsInFlight).sum();
        }
    }

    /** From now on every answer closes its connection (HTTP/2: GOAWAY), so that callers go elsewhere; all are still served. */
    public Future<Void> drain() {
        return onEachLoop(ListenerLoop::drain);
    }

    /**
     * Takes no more connections, closes the idle ones, gives requests in flight this long, and closes what is left. Completes when no
     * connection is open.
     */
    public Future<Void> stop(Duration grace) {
        List<Future<?>> closing = new ArrayList<>();
        synchronized (loops) {
            for (NetServer server : servers) {
                closing.add(server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS));
            }
        }
        return onEachLoop(ListenerLoop::retire)
                .compose(retired -> Future.join(closing))
                .eventually(() -> onEachLoop(ListenerLoop::stop))
                .mapEmpty();
    }

    private Future<Void> onEachLoop(Consumer<ListenerLoop> action) {
        List<Future<?>> done = new ArrayList<>();
        synchronized (loops) {
            for (ListenerLoop loop : loops) {
                Promise<Void> promise = Promise.promise();
                loop.context().runOnContext(nothing -> {
                    action.accept(loop);
                    promise.complete();
                });
                done.add(promise.future());
            }
        }
        return Future.join(done).mapEmpty();
    }
}
