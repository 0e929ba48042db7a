package io.weir.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.weir.exchange.GatewayRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of the request as the target gets it: end-to-end fields of the caller's, the forwarding fields of this hop, and framing that
 * is made anew. Made per call; confined to its event loop.
 */
final class RequestHead {
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString FORWARDED_PORT = AsciiString.cached("X-Forwarded-Port");
    private static final AsciiString CLIENT_CERT = AsciiString.cached("Client-Cert");
    private static final AsciiString CLIENT_CERT_CHAIN = AsciiString.cached("Client-Cert-Chain");
    private static final AsciiString VIA = AsciiString.cached("Via");
    private static final AsciiString COOKIE = AsciiString.cached("Cookie");
    private static final Set<HttpMethod> WITH_CONTENT = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final String SELF = "1.1 weir";

    /** A body that ends when it ends. */
    static final long UNKNOWN_LENGTH = -1;

    /** No body and no word about it. */
    static final long NO_BODY = -2;

    /** In request and answer. */
    static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id");

    private final UpstreamCall call;
    private final Endpoint endpoint;
    private final long length;

    RequestHead(UpstreamCall call, Endpoint endpoint) {
        this.call = call;
        this.endpoint = endpoint;
        this.length = lengthOf(call.request());
    }

    private static long lengthOf(GatewayRequest request) {
        String given = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (request.hasBody()) {
            return HopByHop.length(given);
        }
        return given != null || WITH_CONTENT.contains(request.method()) ? 0 : NO_BODY;
    }

    HttpMethod method() {
        return call.request().method();
    }

    /** The request target: base path, resource path, query. */
    String uri() {
        return endpoint.basePath().isEmpty() ? call.target() : endpoint.basePath() + call.target();
    }

    String authority() {
        return endpoint.authority();
    }

    /** Bytes of the body, {@link #UNKNOWN_LENGTH}, or {@link #NO_BODY}. */
    long length() {
        return length;
    }

    /** All fields but {@code Host} and framing. */
    void fields(HeaderSink sink) {
        MultiMap headers = call.request().headers();
        boolean trusted = call.request().isFromTrustedProxy();
        // A trusted proxy may speak for its own caller, as long as it shows no certificate itself.
        boolean ownsCertificate = !trusted || call.request().clientCertificate() != null;
        List<String> nominated = headers.contains(HttpHeaderNames.CONNECTION)
                ? HopByHop.nominated(headers.getAll(HttpHeaderNames.CONNECTION))
                : List.of();
        for (Map.Entry<String, String> field : headers) {
            String name = field.getKey();
            if (!isReplaced(name, trusted)
                    && !(ownsCertificate && isCertificate(name))
                    && !HopByHop.contains(name)
                    && !HopByHop.isAmong(name, call.withheld())
                    && !HopByHop.isAmong(name, nominated)) {
                sink.add(name, field.getValue());
            }
        }
        cookies(headers, nominated, sink);
        forwarding(headers, trusted, sink);
    }

    /** HTTP/2 may cut cookies into several fields; HTTP/1.1 has one (RFC 9113 8.2.3). */
    private void cookies(MultiMap headers, List<String> nominated, HeaderSink sink) {
        String cookie = headers.get(COOKIE);
        if (cookie != null && !HopByHop.isAmong(COOKIE, nominated) && !HopByHop.isAmong(COOKIE, call.withheld())) {
            List<String> all = headers.getAll(COOKIE);
            sink.add(COOKIE, all.size() == 1 ? cookie : String.join("; ", all));
        }
    }

    private static boolean isReplaced(String name, boolean trusted) {
        return switch (name.length()) {
            case 3 -> HopByHop.is(name, VIA);
            case 4 -> HopByHop.is(name, HttpHeaderNames.HOST);
            case 6 -> HopByHop.is(name, COOKIE) || HopByHop.is(name, HttpHeaderNames.EXPECT);
            case 9 -> !trusted && (HopByHop.is(name, "forwarded") || HopByHop.is(name, "x-real-ip"));
            case 12 -> HopByHop.is(name, REQUEST_ID);
            case 14 -> HopByHop.is(name, HttpHeaderNames.CONTENT_LENGTH);
            case 15 -> HopByHop.startsWith(name, "x-forwarded-") && (!trusted || HopByHop.is(name, FORWARDED_FOR));
            case 16 ->
                HopByHop.startsWith(name, "x-forwarded-")
                        && (!trusted || HopByHop.is(name, FORWARDED_HOST) || HopByHop.is(name, FORWARDED_PORT));
            case 17 -> HopByHop.startsWith(name, "x-forwarded-") && (!trusted || HopByHop.is(name, FORWARDED_PROTO));
            default -> !trusted && HopByHop.startsWith(name, "x-forwarded-");
        };
    }

    /** RFC 9440 2.3 and 2.4: whoever sets them removes what came. */
    private static boolean isCertificate(String name) {
        return switch (name.length()) {
            case 11 -> HopByHop.is(name, CLIENT_CERT);
            case 17 -> HopByHop.is(name, CLIENT_CERT_CHAIN);
            default -> false;
        };
    }

    private void forwarding(MultiMap headers, boolean trusted, HeaderSink sink) {
        GatewayRequest request = call.request();
        String host = trusted ? headers.get(FORWARDED_HOST) : null;
        String port = trusted ? headers.get(FORWARDED_PORT) : null;
        sink.add(
                FORWARDED_FOR, trusted ? append(headers, FORWARDED_FOR, request.peerAddress()) : request.peerAddress());
        sink.add(FORWARDED_PROTO, request.scheme());
        sink.add(FORWARDED_HOST, host != null ? host : request.authority());
        sink.add(FORWARDED_PORT, port != null ? port : portOf(request));
        String certificate = request.clientCertificate();
        if (certificate != null) {
            sink.add(CLIENT_CERT, certificate);
        }
        sink.add(VIA, append(headers, VIA, via(request.protocolVersion())));
        sink.add(REQUEST_ID, call.requestId());
    }

    private static String via(String version) {
        return version.equals("1.1") ? SELF : version + " weir";
    }

    private static String append(MultiMap headers, AsciiString name, String last) {
        String first = headers.get(name);
        return first == null ? last : String.join(", ", headers.getAll(name)) + ", " + last;
    }

    private static @Nullable String explicitPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') && colon < authority.length() - 1
                ? authority.substring(colon + 1)
                : null;
    }

    private static String portOf(GatewayRequest request) {
        String port = explicitPort(request.authority());
        if (port != null) {
            return port;
        }
        return request.scheme().equals("https") ? "443" : "80";
    }
}
