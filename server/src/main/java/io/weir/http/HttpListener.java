package io.weir.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.NetServerOptions;
import io.weir.config.NodeConfig;
import io.weir.door.Listener;
import io.weir.door.ListenerLoop;
import java.util.function.Consumer;

/**
 * Makes the listeners for HTTP. Clear text is HTTP/1.1 and h2c, TLS is HTTP/1.1 and h2. What is malformed is answered by the listener and
 * reaches no handler ({@code docs/http.md}). Any thread.
 */
public final class HttpListener {
    private HttpListener() {}

    /**
     * A listener for clear text.
     *
     * @throws IllegalArgumentException naming a trusted proxy that is no address
     */
    public static Listener clear(NodeConfig.Http http, Listener.Wiring wiring) {
        return listener("http", new NetServerOptions(), http.host(), http.port(), wiring);
    }

    /**
     * A listener for TLS.
     *
     * @throws IllegalArgumentException naming a trusted proxy that is no address, or a keystore of unknown kind
     */
    public static Listener tls(NodeConfig.Https https, Listener.Wiring wiring) {
        return listener("https", TlsOptions.of(https), https.host(), https.port(), wiring);
    }

    private static Listener listener(
            String name, NetServerOptions options, String host, int port, Listener.Wiring wiring) {
        return new Listener(new Listener.Place(name, name, host, port), options, HttpListener::acceptor, wiring);
    }

    private static Consumer<ChannelPipeline> acceptor(ListenerLoop loop) {
        Http1Loop http1 = Http1Loop.of(loop);
        return pipeline -> accept(http1, pipeline);
    }

    /** Puts our own handlers in the place of the socket's, which would only copy. */
    private static void accept(Http1Loop http1, ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls != null && "h2".equals(tls.applicationProtocol())) {
            Http2Upgrade.start(pipeline, Listener.PLACEHOLDER, http1.loop());
        } else {
            pipeline.replace(Listener.PLACEHOLDER, "http1", new Http1Connection(http1));
        }
    }
}
