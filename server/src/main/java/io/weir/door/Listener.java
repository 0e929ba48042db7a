package io.weir.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
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
import io.weir.analytics.AnalyticsSink;
import io.weir.config.NodeConfig;
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
 * {@link RequestHandler} of its own that only it calls. {@link #start} and {@link #stop} from any thread.
 */
public final class Listener {
    /** The name under which a fresh connection's pipeline holds the handler that a protocol replaces. */
    public static final String PLACEHOLDER = "handler";

    private static final int BACKLOG = 1024;

    private final Wiring wiring;
    private final Protocol protocol;
    private final Door door;
    private final NetServerOptions options;
    private final SocketAddress address;
    private final List<ListenerLoop> loops = new ArrayList<>();
    private final List<NetServer> servers = new ArrayList<>();

    /**
     * What a listener is made of besides its port and its protocol.
     *
     * @param handlers makes one handler for each event loop; called once a loop, on it, with its context
     * @param requestIds names for requests that are refused at the door; any thread
     * @param analytics is told of them
     */
    public record Wiring(
            Vertx vertx,
            NodeConfig.Traffic traffic,
            Function<Context, RequestHandler> handlers,
            Supplier<String> requestIds,
            AnalyticsSink analytics,
            MeterRegistry meters,
            Ticker ticker,
            InstantSource clock) {}

    /** What is spoken on a listener's connections. */
    @FunctionalInterface
    public interface Protocol {

        /**
         * Makes what one event loop needs for it; on the event loop.
         *
         * @return is given the pipeline of each new connection, and puts handlers of its own into the place of the {@link #PLACEHOLDER}
         */
        Consumer<ChannelPipeline> on(ListenerLoop loop);
    }

    /**
     * Where a listener listens.
     *
     * @param name in metrics and messages
     * @param scheme {@code http} or {@code https}, as long as nobody who is believed says otherwise
     * @param port 0 for any free one
     */
    public record Place(String name, String scheme, String host, int port) {}

    /**
     * @param options what the sockets need beyond what every listener sets
     * @throws IllegalArgumentException naming a trusted proxy that is no address
     */
    public Listener(Place place, NetServerOptions options, Protocol protocol, Wiring wiring) {
        this.wiring = wiring;
        this.protocol = protocol;
        this.options = options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(BACKLOG);
        // A free port has to be the same one for all loops.
        this.address = place.port() == 0
                ? SocketAddress.sharedRandomPort(Math.max(1, System.identityHashCode(this)), place.host())
                : SocketAddress.inetSocketAddress(place.port(), place.host());
        this.door = new Door(
                DoorLimits.of(wiring.traffic()),
                TrustedProxies.of(wiring.traffic().trustedProxies()),
                place.scheme(),
                new DoorMetrics(wiring.meters(), place.name()),
                wiring.requestIds(),
                new Threats(place.name(), wiring.analytics()));
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
            Consumer<ChannelPipeline> acceptor = protocol.on(loop);
            NetServer server = wiring.vertx()
                    .createNetServer(new NetServerOptions(options))
                    .connectHandler(socket -> acceptor.accept(pipelineOf(socket)));
            synchronized (loops) {
                loops.add(loop);
                servers.add(server);
            }
            loop.start();
            server.listen(address).<Void>mapEmpty().onComplete(started);
        });
        return started.future();
    }

    /** Without the part that would only copy. */
    private static ChannelPipeline pipelineOf(NetSocket socket) {
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        if (pipeline.get("chunkedWriter") != null) {
            pipeline.remove("chunkedWriter");
        }
        return pipeline;
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

    /** From now on every answer asks its caller to go elsewhere with the next request; all are still served. */
    public Future<Void> drain() {
        return onEachLoop(ListenerLoop::drain);
    }

    /** Takes {@link #drain} back. */
    public Future<Void> resume() {
        return onEachLoop(ListenerLoop::resume);
    }

    /** Closes every connection, whatever it is doing; new ones are taken. */
    public Future<Void> cut() {
        return onEachLoop(ListenerLoop::cut);
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
