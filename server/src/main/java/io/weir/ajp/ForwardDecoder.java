package io.weir.ajp;

import static io.weir.door.RefusedException.badHeader;
import static io.weir.door.RefusedException.malformed;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpMethod;
import io.weir.door.Caller;
import io.weir.door.ClientCertificate;
import io.weir.door.DoorLimits;
import io.weir.door.FieldRules;
import io.weir.door.HeaderNames;
import io.weir.door.HostSyntax;
import io.weir.door.Octets;
import io.weir.door.PathNormalizer;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.door.Target;
import io.weir.door.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reads a forwarded request and holds it to the same rules as one over HTTP. Its form is checked to the end first, then the secret, and
 * only then what it says. Confined to one event loop; one request at a time.
 */
final class ForwardDecoder {
    /** What a request line has besides method, path and query: two spaces and the version. */
    private static final int LINE_OVERHEAD = 10;

    private final DoorLimits limits;
    private final TrustedProxies proxies;
    private final SecretGate gate;
    private final FieldRules rules = new FieldRules();
    private final Attributes attributes = new Attributes();

    ForwardDecoder(DoorLimits limits, TrustedProxies proxies, SecretGate gate) {
        this.limits = limits;
        this.proxies = proxies;
        this.gate = gate;
    }

    /**
     * Decodes the rest of a packet whose code was read.
     *
     * @param local where the connection ends
     * @throws BadPacketException where the packet has not the form of a request
     * @throws RefusedException where the request is refused
     */
    ForwardRequest decode(PacketReader in, InetSocketAddress local) {
        int method = in.octet();
        String protocol = in.text();
        String path = in.text();
        String callerAddress = in.optionalText();
        in.skipOptionalText(); // the caller's name, which is nobody's word but a DNS server's
        String serverName = in.optionalText();
        int serverPort = in.number();
        boolean isTls = in.octet() != 0;
        int fields = in.number();
        int fieldsStart = in.position();
        skipFields(in, fields);
        attributes.read(in);

        gate.check(attributes.secret());
        refuseUnknownAttribute();
        String version = version(protocol);
        RequestHead head = head(method(method), path, version);
        in.position(fieldsStart);
        takeFields(head, in, fields);
        rules.finish(head);
        settle(head, serverName, serverPort);
        Caller caller = new Caller(
                proxies,
                peer(callerAddress),
                local,
                isTls ? "https" : "http",
                ClientCertificate.ofPem(attributes.certificate()));
        return new ForwardRequest(head, version, caller);
    }

    private static void skipFields(PacketReader in, int count) {
        for (int i = 0; i < count; i++) {
            int nameLength = in.number();
            if (FieldNames.isCode(nameLength)) {
                FieldNames.ofRequest(nameLength);
            } else {
                in.skipText(nameLength);
            }
            in.skipText();
        }
    }

    private void refuseUnknownAttribute() {
        String unknown = attributes.unknown();
        if (unknown != null) {
            throw malformed(
                    403,
                    "unknown-attribute",
                    "request attribute: " + shorten(unknown) + " (expected: none but those that AJP itself has)");
        }
    }

    private static String version(String protocol) {
        return switch (protocol) {
            case "HTTP/1.1" -> "1.1";
            case "HTTP/1.0" -> "1.0";
            case "HTTP/2.0", "HTTP/2" -> "2.0";
            default ->
                throw malformed(
                        505,
                        "http-version-not-supported",
                        "version: " + shorten(protocol) + " (expected: HTTP/1.0, HTTP/1.1 or HTTP/2.0)");
        };
    }

    private HttpMethod method(int code) {
        if (code == Methods.STORED) {
            String name = attributes.storedMethod();
            if (name == null || !Octets.isToken(name)) {
                throw RefusedException.badRequestLine("the stored method is missing or no token");
            }
            HttpMethod method = HttpMethod.valueOf(name);
            Target.refuseConnect(method);
            return method;
        }
        HttpMethod method = Methods.of(code);
        if (method == null) {
            throw RefusedException.badRequestLine("method code: " + code + " (expected: 1 to 27, or 255)");
        }
        return method;
    }

    private RequestHead head(HttpMethod method, String path, String version) {
        String query = attributes.query();
        int length = method.name().length() + path.length() + (query == null ? 0 : query.length() + 1) + LINE_OVERHEAD;
        if (length > limits.maxRequestLine()) {
            throw malformed(
                    414,
                    "request-line-too-long",
                    "the request line is longer than " + limits.maxRequestLine() + " bytes");
        }
        return new RequestHead(
                method, PathNormalizer.normalize(path), PathNormalizer.checkQuery(query), version.equals("1.0"));
    }

    private void takeFields(RequestHead head, PacketReader in, int count) {
        rules.begin();
        int size = 0;
        int added = 0;
        for (int i = 0; i < count; i++) {
            AsciiString name = fieldName(in);
            int valueLength = in.number();
            int start = in.position();
            in.skipText(valueLength);
            // As it would be on a line: a colon, a space, CRLF.
            size += name.length() + valueLength + 4;
            if (size > limits.maxHeaderSize()) {
                throw tooLarge("the header is larger than " + limits.maxHeaderSize() + " bytes");
            }
            if (isOfTheWebServer(name, in.octets(), start, valueLength)) {
                added = 1;
            }
            if (i - added == limits.maxHeaders()) {
                throw tooLarge("the header has more than " + limits.maxHeaders() + " fields");
            }
            rules.takeValue(head, name, in.octets(), start, start + valueLength);
        }
    }

    /** mod_jk says {@code Content-Length: 0} of every request without a body; its caller's fields are counted without it. */
    private static boolean isOfTheWebServer(AsciiString name, byte[] octets, int start, int length) {
        return length == 1 && octets[start] == '0' && HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name);
    }

    private static AsciiString fieldName(PacketReader in) {
        int length = in.number();
        if (FieldNames.isCode(length)) {
            return FieldNames.ofRequest(length);
        }
        int start = in.position();
        in.skipText(length);
        for (int i = start; i < start + length; i++) {
            if (!Octets.isToken(in.octets()[i])) {
                throw badHeader("a field's name has " + Octets.show(in.octets()[i]) + " (expected: a token)");
            }
        }
        if (length == 0) {
            throw badHeader("a field has an empty name");
        }
        return HeaderNames.of(in.octets(), start, start + length);
    }

    private static RefusedException tooLarge(String detail) {
        return malformed(431, "headers-too-large", detail);
    }

    private static void settle(RequestHead head, @Nullable String serverName, int serverPort) {
        if (head.contentLength == 0) {
            // Whether the target is told is for the method to say.
            head.headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (head.authority == null) {
            String authority = serverName + ":" + serverPort;
            if (serverName == null || !HostSyntax.isValid(authority)) {
                throw RefusedException.badHost("neither Host nor the web server's name say for whom the request is");
            }
            head.authority = authority;
        }
    }

    /** The port is of no use, as the caller's is nowhere else. */
    private static InetSocketAddress peer(@Nullable String address) {
        InetAddress parsed = address == null ? null : TrustedProxies.parse(address);
        if (parsed == null) {
            throw malformed(
                    400,
                    "bad-remote-address",
                    "remote address: " + (address == null ? "none" : shorten(address)) + " (expected: an IP address)");
        }
        return new InetSocketAddress(parsed, 0);
    }

    private static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }
}
