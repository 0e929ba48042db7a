package io.weir.ajp;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.net.NetServerOptions;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.door.Listener;
import io.weir.door.ListenerLoop;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes the listener for web servers: AJP 1.3. Requests without the right secret, and whatever else is malformed, are refused by the
 * listener and reach no handler ({@code docs/ajp.md}). Any thread.
 */
public final class AjpListener {
    private AjpListener() {}

    /**
     * The listener.
     *
     * @param secrets whether this is the secret that web servers have to send; called on event loops, so it must not block
     * @throws IllegalArgumentException naming a trusted proxy that is no address
     */
    public static Listener of(NodeConfig.Ajp ajp, Predicate<Secret> secrets, Listener.Wiring wiring) {
        return new Listener(
                new Listener.Place("ajp", "http", ajp.host(), ajp.port()),
                new NetServerOptions(),
                loop -> acceptor(loop, ajp.packetSize(), secrets),
                wiring);
    }

    private static Consumer<ChannelPipeline> acceptor(ListenerLoop loop, int packetSize, Predicate<Secret> secrets) {
        AjpLoop shared = AjpLoop.of(loop, packetSize, secrets);
        return pipeline -> pipeline.replace(Listener.PLACEHOLDER, "ajp", new AjpConnection(shared));
    }
}
