package io.weir.http;

import static io.weir.door.RefusedException.badHeader;
import static io.weir.door.RefusedException.badRequestLine;
import static io.weir.door.RefusedException.malformed;

import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpMethod;
import io.weir.door.DoorLimits;
import io.weir.door.FieldRules;
import io.weir.door.Octets;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.door.Target;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of an HTTP/1.x request, and nothing but what RFC 9112 §2.2, §3 and §5 allow a sender to send: one space where the
 * grammar has one, CRLF at each line's end, no folding. One pass over one array, so no second parser can see another request in the same
 * bytes (docs/adr/0011). Confined to one event loop.
 */
final class HeadParser {
    private static final int VERSION_LENGTH = 8;

    private final DoorLimits limits;
    private final FieldRules rules = new FieldRules();
    private final byte[] bytes;
    private int end;
    private int position;
    private int refusesAt;

    HeadParser(DoorLimits limits) {
        this.limits = limits;
        // Empty lines ahead of the request line count as part of it; 4 for the two line ends, 1 to see that a limit is
        // passed.
        this.bytes = new byte[limits.maxRequestLine() + limits.maxHeaderSize() + 5];
    }

    /**
     * Takes a head off the front of the bytes received, or leaves them where it is not complete.
     *
     * @return null where bytes are missing
     * @throws RefusedException where no bytes to come could make it valid
     */
    @Nullable
    RequestHead parse(ByteBuf in) {
        end = Math.min(in.readableBytes(), bytes.length);
        in.getBytes(in.readerIndex(), bytes, 0, end);
        position = 0;
        skipEmptyLines();
        int lineEnd = requestLineEnd();
        if (lineEnd < 0) {
            return null;
        }
        RequestHead head = requestLine(lineEnd);
        if (!fields(head)) {
            return null;
        }
        rules.finish(head);
        in.skipBytes(position);
        return head;
    }

    /** After {@link #parse} found bytes missing: with how many bytes it refuses if no further line ends among them. */
    int refusesAt() {
        return refusesAt;
    }

    /** RFC 9112 §2.2: a server should ignore an empty line ahead of the request line; each one counts as part of it. */
    private void skipEmptyLines() {
        while (position + 1 < end && bytes[position] == '\r' && bytes[position + 1] == '\n') {
            position += 2;
        }
    }

    /** Where the request line's CR is; -1 where it is not complete. */
    private int requestLineEnd() {
        refuseFirstOctet();
        int feed = lineFeed(position, limits.maxRequestLine() + 2 - position);
        if (feed < 0) {
            if (end > limits.maxRequestLine() + 1) {
                throw malformed(
                        414,
                        "request-line-too-long",
                        "the request line is longer than " + limits.maxRequestLine() + " bytes");
            }
            refusesAt = limits.maxRequestLine() + 2;
            return -1;
        }
        if (feed == position || bytes[feed - 1] != '\r') {
            throw badRequestLine("the request line ends with LF alone (expected: CRLF)");
        }
        return feed - 1;
    }

    /** So that another protocol, such as TLS, is told at once. */
    private void refuseFirstOctet() {
        if (position < end && !Octets.isToken(bytes[position]) && !(bytes[position] == '\r' && position + 1 == end)) {
            throw badRequestLine(
                    "the request line starts with " + Octets.show(bytes[position]) + " (expected: a method)");
        }
    }

    private RequestHead requestLine(int lineEnd) {
        int methodEnd = position;
        while (Octets.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == position || bytes[methodEnd] != ' ') {
            throw badRequestLine(
                    "the method has " + Octets.show(bytes[methodEnd]) + " (expected: a token and one space)");
        }
        int targetStart = methodEnd + 1;
        int targetEnd = targetStart;
        while (targetEnd < lineEnd && bytes[targetEnd] > ' ' && bytes[targetEnd] != 0x7F) {
            targetEnd++;
        }
        if (targetEnd == targetStart || targetEnd == lineEnd || bytes[targetEnd] != ' ') {
            throw badRequestLine(
                    targetEnd == lineEnd
                            ? "the request line has no version (expected: method, target, version)"
                            : "the target has " + Octets.show(bytes[targetEnd])
                                    + " (expected: visible ASCII and one space)");
        }
        boolean old = isOldVersion(targetEnd + 1, lineEnd);
        HttpMethod method = method(position, methodEnd);
        Target target = Target.parse(method, Octets.text(bytes, targetStart, targetEnd));
        position = lineEnd + 2;
        RequestHead head = new RequestHead(method, target.path(), target.query(), old);
        head.authority = target.authority();
        return head;
    }

    private HttpMethod method(int start, int methodEnd) {
        int length = methodEnd - start;
        if (length == 3 && bytes[start] == 'G' && bytes[start + 1] == 'E' && bytes[start + 2] == 'T') {
            return HttpMethod.GET;
        }
        return HttpMethod.valueOf(Octets.text(bytes, start, methodEnd));
    }

    /** RFC 9112 §2.3: the version's name is case-sensitive. */
    private boolean isOldVersion(int start, int lineEnd) {
        boolean shaped = lineEnd - start == VERSION_LENGTH
                && bytes[start] == 'H'
                && bytes[start + 1] == 'T'
                && bytes[start + 2] == 'T'
                && bytes[start + 3] == 'P'
                && bytes[start + 4] == '/'
                && isDigit(bytes[start + 5])
                && bytes[start + 6] == '.'
                && isDigit(bytes[start + 7]);
        if (!shaped) {
            throw badRequestLine("the request line does not end with a version (expected: HTTP/1.1 or HTTP/1.0)");
        }
        int minor = bytes[start + 7] - '0';
        if (bytes[start + 5] != '1' || minor > 1) {
            throw malformed(
                    505,
                    "http-version-not-supported",
                    "version: " + Octets.text(bytes, start, lineEnd) + " (expected: HTTP/1.1 or HTTP/1.0)");
        }
        return minor == 0;
    }

    /** Reads the field lines and the empty line; false where bytes are missing. */
    private boolean fields(RequestHead head) {
        int start = position;
        rules.begin();
        for (int count = 0; ; count++) {
            int feed = lineFeed(position, start + limits.maxHeaderSize() + 2 - position);
            if (feed < 0) {
                if (end - start > limits.maxHeaderSize() + 1) {
                    throw tooLarge("the header is larger than " + limits.maxHeaderSize() + " bytes");
                }
                refusesAt = start + limits.maxHeaderSize() + 2;
                return false;
            }
            if (feed == position || bytes[feed - 1] != '\r') {
                throw badHeader("a field line ends with LF alone (expected: CRLF)");
            }
            if (feed - 1 == position) {
                position = feed + 1;
                return true;
            }
            if (count == limits.maxHeaders()) {
                throw tooLarge("the header has more than " + limits.maxHeaders() + " fields");
            }
            rules.take(head, bytes, position, feed - 1);
            position = feed + 1;
        }
    }

    private static RefusedException tooLarge(String detail) {
        return malformed(431, "headers-too-large", detail);
    }

    /** The first LF within so many bytes, or -1. */
    private int lineFeed(int from, int within) {
        int until = Math.min(end, from + within);
        for (int i = from; i < until; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
