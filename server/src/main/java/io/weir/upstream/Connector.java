package io.weir.upstream;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.weir.catalog.EndpointDefinition.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes connections for the pools of one event loop: names resolved by Vert.x, certificates and host names verified. HTTP/1.1 runs on
 * a handler of our own behind a plain Vert.x socket, HTTP/2 on Vert.x's client. Confined to its event loop.
 */
final class Connector {
    /** HTTP/2 connections share one connect timeout, because Vert.x takes it per client. */
    private static final int HTTP2_CONNECT_MILLIS = 10_000;

    private static final List<String> ALPN = List.of("h2", "http/1.1");

    private final ContextInternal context;
    private final ClientSSLOptions tls;
    private final NetClientInternal sockets;
    private final HttpClientAgent http2;

    /**
     * @param context of the event loop
     * @param tls what is trusted; its ALPN and host name settings do not count
     */
    Connector(Vertx vertx, ContextInternal context, ClientSSLOptions tls) {
        this.context = context;
        this.tls = tls;
        this.sockets = (NetClientInternal) vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.http2 = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout(HTTP2_CONNECT_MILLIS));
    }

    /** Makes a connection and tells the pool, once, what became of it. */
    void connect(ConnectionPool pool, long timeoutNanos) {
        if (pool.origin().isMultiplexed()) {
            context.dispatch(pool, this::connectHttp2);
        } else {
            connectSocket(pool, Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(timeoutNanos)));
        }
    }

    Future<Void> close() {
        return Future.all(sockets.close(), http2.close()).mapEmpty();
    }

    private void connectSocket(ConnectionPool pool, int timeoutMillis) {
        Origin.Key key = pool.origin().key();
        ConnectOptions options = new ConnectOptions()
                .setHost(key.host())
                .setPort(key.port())
                .setTimeout(timeoutMillis)
                .setSsl(key.tls());
        if (key.tls()) {
            options.setSslOptions(sslOptions(key.protocol() != Protocol.HTTP1)
                    .setSslHandshakeTimeout(timeoutMillis)
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
            if (!NetUtil.isValidIpV4Address(key.host()) && !NetUtil.isValidIpV6Address(key.host())) {
                options.setSniServerName(key.host());
            }
        }
        Promise<NetSocket> promise = context.promise();
        promise.future().onComplete(result -> connectedSocket(pool, result));
        sockets.connectInternal(options, promise, context);
    }

    private ClientSSLOptions sslOptions(boolean alpn) {
        ClientSSLOptions options = tls.copy().setHostnameVerificationAlgorithm("HTTPS");
        options.setUseAlpn(alpn);
        return alpn ? options.setApplicationLayerProtocols(ALPN) : options;
    }

    private void connectedSocket(ConnectionPool pool, AsyncResult<NetSocket> result) {
        if (result.failed()) {
            pool.connectFailed(result.cause());
        } else if ("h2".equals(result.result().applicationLayerProtocol())) {
            // Learnt once per origin: this socket goes, and Vert.x's client makes another.
            pool.origin().speaksHttp2(true);
            result.result().close();
            connectHttp2(pool);
        } else {
            connectedHttp1(pool, ((NetSocketInternal) result.result()).channelHandlerContext());
        }
    }

    private void connectedHttp1(ConnectionPool pool, ChannelHandlerContext socket) {
        if (!socket.channel().isActive()) {
            pool.connectFailed(new HttpClosedException("closed at once"));
            return;
        }
        ChannelPipeline pipeline = socket.pipeline();
        List<ChannelHandler> replaced = new ArrayList<>();
        for (Map.Entry<String, ChannelHandler> handler : pipeline) {
            if (!(handler.getValue() instanceof SslHandler)) {
                replaced.add(handler.getValue());
            }
        }
        replaced.forEach(pipeline::remove);
        Http1Decoder decoder = new Http1Decoder();
        Http1Connection connection = new Http1Connection(pool, context, decoder, socket.channel());
        pipeline.addLast(decoder, connection);
        pool.connected(connection);
    }

    private void connectHttp2(ConnectionPool pool) {
        Origin.Key key = pool.origin().key();
        HttpConnectOptions options =
                new HttpConnectOptions().setHost(key.host()).setPort(key.port()).setSsl(key.tls());
        if (key.tls()) {
            options.setSslOptions(sslOptions(true));
        }
        http2.connect(options).onComplete(result -> connectedHttp2(pool, result));
    }

    private void connectedHttp2(ConnectionPool pool, AsyncResult<HttpClientConnection> result) {
        if (result.failed()) {
            pool.connectFailed(result.cause());
        } else {
            pool.connected(new Http2Connection(pool, context, result.result()));
        }
    }
}
