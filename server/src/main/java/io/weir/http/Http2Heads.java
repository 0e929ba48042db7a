package io.weir.http;

import static io.weir.door.RefusedException.badHeader;
import static io.weir.door.RefusedException.badHost;
import static io.weir.door.RefusedException.malformed;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpMethod;
import io.weir.door.DoorLimits;
import io.weir.door.FieldRules;
import io.weir.door.Octets;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.door.Target;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the head of an HTTP/2 request to the same rules as one of HTTP/1.1, and to those of RFC 9113 §8.3 that Netty leaves open. Any
 * thread.
 */
final class Http2Heads {
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private Http2Heads() {}

    /**
     * The head, {@code Host} in it whether the caller sent that or {@code :authority}.
     *
     * @throws RefusedException where the request is malformed
     */
    static RequestHead read(Http2Headers fields, boolean endStream, DoorLimits limits) {
        HttpMethod method = method(fields.method());
        String target = target(fields.path(), limits);
        checkScheme(fields.scheme());
        Target parsed = Target.parse(method, target);
        RequestHead head = new RequestHead(method, parsed.path(), parsed.query(), false);
        head.chunked = !endStream;
        FieldRules rules = new FieldRules();
        takeFields(head, rules, fields, limits);
        String host = head.headers.get(HttpHeaderNames.HOST);
        CharSequence authority = fields.authority();
        if (authority != null) {
            if (host == null) {
                rules.take(head, HttpHeaderNames.HOST, authority.toString());
            } else if (!AsciiString.contentEqualsIgnoreCase(host, authority)) {
                throw badHost("Host and :authority differ");
            }
        }
        rules.finish(head);
        return head;
    }

    private static HttpMethod method(@Nullable CharSequence method) {
        if (method == null || !Octets.isToken(method)) {
            throw RefusedException.badRequestLine(":method is missing or no token");
        }
        HttpMethod known = HttpMethod.valueOf(method.toString());
        Target.refuseConnect(known);
        return known;
    }

    private static String target(@Nullable CharSequence path, DoorLimits limits) {
        if (path == null || path.length() == 0 || path.charAt(0) != '/') {
            throw RefusedException.badTarget(":path does not start with / (expected: an absolute path)");
        }
        if (path.length() > limits.maxRequestLine()) {
            throw malformed(414, "request-line-too-long", ":path is longer than " + limits.maxRequestLine() + " bytes");
        }
        return path.toString();
    }

    private static void checkScheme(@Nullable CharSequence scheme) {
        boolean known = scheme != null
                && (AsciiString.contentEqualsIgnoreCase(scheme, "http")
                        || AsciiString.contentEqualsIgnoreCase(scheme, "https"));
        if (!known) {
            throw RefusedException.badRequestLine(":scheme is missing or unknown (expected: http or https)");
        }
    }

    private static void takeFields(RequestHead head, FieldRules rules, Http2Headers fields, DoorLimits limits) {
        rules.begin();
        int count = 0;
        int size = 0;
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            CharSequence name = field.getKey();
            CharSequence value = field.getValue();
            if (name.length() > 0 && name.charAt(0) == ':') {
                continue;
            }
            size += name.length() + value.length() + 4;
            if (++count > limits.maxHeaders() || size > limits.maxHeaderSize()) {
                throw malformed(
                        431,
                        "headers-too-large",
                        "the header has more than " + limits.maxHeaders() + " fields or " + limits.maxHeaderSize()
                                + " bytes");
            }
            checkField(name, value);
            if (HttpHeaderNames.COOKIE.contentEquals(name)) {
                // RFC 9113 §8.2.3: one field again before it goes on to HTTP/1.1.
                cookies.append(cookies.length() == 0 ? "" : "; ").append(value);
            } else {
                rules.take(head, AsciiString.of(name), value.toString());
            }
        }
        if (cookies.length() > 0) {
            rules.take(head, HttpHeaderNames.COOKIE, cookies.toString());
        }
    }

    private static void checkField(CharSequence name, CharSequence value) {
        if (!Octets.isToken(name) || OF_CONNECTION.contains(name.toString())) {
            throw badHeader("the field " + name + " has no place in HTTP/2");
        }
        boolean padded = value.length() > 0
                && (Octets.isWhitespace((byte) value.charAt(0))
                        || Octets.isWhitespace((byte) value.charAt(value.length() - 1)));
        if (padded || !Octets.isFieldContent(value)) {
            throw badHeader("field " + name + " has a control or whitespace around its value");
        }
    }
}
