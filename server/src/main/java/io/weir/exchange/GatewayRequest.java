package io.weir.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed the door: well-formed, its path in normal form, whichever listener took it. The stream is its body; it
 * starts paused. Confined to the event loop of the listener.
 */
public interface GatewayRequest extends ReadStream<Buffer> {

    /** The method, upper case as sent. */
    HttpMethod method();

    /** The path in the one normal form that routing, policies, log and target share; starts with {@code /}. */
    String path();

    /** What stood behind the first {@code ?}, byte for byte; null without one. */
    @Nullable
    String query();

    /** The header fields as received, hop-by-hop ones included. */
    MultiMap headers();

    /** {@code http} or {@code https}, as the caller sees it (a trusted proxy's word counts). */
    String scheme();

    /** Host and port as the caller wrote them, e.g. {@code api.example.com:8080}. */
    String authority();

    /** Protocol as it stands in {@code Via}: {@code 1.0}, {@code 1.1}, {@code 2.0}. */
    String protocolVersion();

    /** The caller's address in text, without a port; a trusted proxy's word counts. */
    String clientAddress();

    /** The address of the peer that holds the connection, in text, without a port. */
    String peerAddress();

    /**
     * The certificate that the caller showed over TLS, as {@code Client-Cert} has it (RFC 9440): to this node, or to the web server that
     * forwards its requests. Null where it showed none.
     */
    default @Nullable String clientCertificate() {
        return null;
    }

    /** True where the peer is one of the configured proxies, so that its forwarding headers are believed. */
    boolean isFromTrustedProxy();

    /** Bytes of the body that have come so far. */
    default long receivedBytes() {
        return 0;
    }

    /** Which kind of listener took it: {@code http} or {@code ajp}. */
    default String door() {
        return "http";
    }

    /** False only where the framing says that no body follows. */
    boolean hasBody();

    @Override
    GatewayRequest pause();

    @Override
    GatewayRequest resume();

    @Override
    GatewayRequest fetch(long amount);
}
