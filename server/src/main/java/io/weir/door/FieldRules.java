package io.weir.door;

import static io.weir.door.RefusedException.badFraming;
import static io.weir.door.RefusedException.badHeader;
import static io.weir.door.RefusedException.badHost;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Reads field lines and holds the fields that frame or route a request to their rules (RFC 9110 §5, §7.2, RFC 9112 §5, §6). Values are
 * only believed in their one plain form, so that nobody behind the gateway can read another length out of them. Confined to one event
 * loop; one head at a time.
 */
public final class FieldRules {
    private static final int MAX_LENGTH_DIGITS = 18;

    private int hosts;
    private @Nullable String host;
    private int lengths;
    private @Nullable String transferEncoding;
    private int transferEncodings;
    private @Nullable String expect;
    private boolean upgradesToHttp2;
    private boolean closes;
    private boolean keepsAlive;

    /** Forgets the head before. */
    public void begin() {
        hosts = 0;
        host = null;
        lengths = 0;
        transferEncoding = null;
        transferEncodings = 0;
        expect = null;
        upgradesToHttp2 = false;
        closes = false;
        keepsAlive = false;
    }

    /** Takes one field line without its CRLF. */
    public void take(RequestHead head, byte[] bytes, int start, int end) {
        int colon = start;
        while (colon < end && Octets.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == start || colon == end || bytes[colon] != ':') {
            throw badName(bytes, start, colon, end);
        }
        takeValue(head, HeaderNames.of(bytes, start, colon), bytes, colon + 1, end);
    }

    /** Takes one field whose name holds to the syntax. */
    public void takeValue(RequestHead head, AsciiString name, byte[] bytes, int start, int end) {
        int from = start;
        while (from < end && Octets.isWhitespace(bytes[from])) {
            from++;
        }
        int to = end;
        while (to > from && Octets.isWhitespace(bytes[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (!Octets.isFieldContent(bytes[i])) {
                throw badHeader("field " + name + " has " + Octets.show(bytes[i]) + " (expected: no control)");
            }
        }
        take(head, name, Octets.text(bytes, from, to));
    }

    /** Takes one field whose name and value hold to the syntax. */
    public void take(RequestHead head, AsciiString name, String value) {
        head.headers.add(name, value);
        switch (name.length()) {
            case 4 -> host(name, value);
            case 6 -> expect = HttpHeaderNames.EXPECT.contentEqualsIgnoreCase(name) ? append(expect, value) : expect;
            case 7 ->
                upgradesToHttp2 |=
                        HttpHeaderNames.UPGRADE.contentEqualsIgnoreCase(name) && "h2c".equalsIgnoreCase(value);
            case 10 -> connection(name, value);
            case 14 -> contentLength(head, name, value);
            case 17 -> transferEncoding(name, value);
            default -> {
                // Every other field is for the policies and the target.
            }
        }
    }

    private void host(AsciiString name, String value) {
        if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
            hosts++;
            host = value;
        }
    }

    private static String append(@Nullable String before, String value) {
        return before == null ? value : before + ", " + value;
    }

    /** RFC 9112 §9.3: {@code close} wins, wherever it stands. */
    private void connection(AsciiString name, String value) {
        if (!HttpHeaderNames.CONNECTION.contentEqualsIgnoreCase(name)) {
            return;
        }
        if ("keep-alive".equalsIgnoreCase(value)) {
            keepsAlive = true;
        } else {
            closes |= hasToken(value, "close");
            keepsAlive |= hasToken(value, "keep-alive");
        }
    }

    private void contentLength(RequestHead head, AsciiString name, String value) {
        if (!HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
            return;
        }
        if (++lengths > 1) {
            throw badFraming("Content-Length comes more than once");
        }
        long length = 0;
        boolean digits = !value.isEmpty() && value.length() <= MAX_LENGTH_DIGITS;
        for (int i = 0; digits && i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            digits = digit >= 0 && digit <= 9;
            length = length * 10 + digit;
        }
        if (!digits) {
            throw badFraming(
                    "Content-Length: " + shorten(value) + " (expected: at most " + MAX_LENGTH_DIGITS + " digits)");
        }
        head.contentLength = length;
    }

    private void transferEncoding(AsciiString name, String value) {
        if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            transferEncodings++;
            transferEncoding = value;
        }
    }

    /** Judges the head as a whole. */
    public void finish(RequestHead head) {
        finishHost(head);
        finishFraming(head);
        head.keepAlive = !closes && (!head.old || keepsAlive);
        if (expect != null && !head.old) {
            if (!"100-continue".equalsIgnoreCase(expect)) {
                throw RefusedException.malformed(
                        417, "expectation-failed", "Expect: " + shorten(expect) + " (expected: 100-continue)");
            }
            head.expectsContinue = head.hasBody();
        }
        head.upgradesToHttp2 = upgradesToHttp2 && !head.old && !head.hasBody() && offersSettings(head);
    }

    /** RFC 9112 §3.2: exactly one Host, which an absolute target then overrules (§3.2.2). */
    private void finishHost(RequestHead head) {
        if (hosts > 1) {
            throw badHost("Host comes more than once");
        }
        String given = host;
        if (given == null) {
            if (!head.old) {
                throw badHost("Host is missing");
            }
        } else if (!HostSyntax.isValid(given)) {
            throw badHost("Host: " + shorten(given) + " (expected: host or host:port)");
        }
        if (head.authority == null) {
            head.authority = given;
        } else {
            head.headers.set(HttpHeaderNames.HOST, head.authority);
        }
    }

    /** RFC 9112 §6.1 and §6.3. */
    private void finishFraming(RequestHead head) {
        String coding = transferEncoding;
        if (coding == null) {
            return;
        }
        if (lengths > 0) {
            throw badFraming("both Content-Length and Transfer-Encoding");
        }
        if (head.old) {
            throw badFraming("Transfer-Encoding in HTTP/1.0");
        }
        if (transferEncodings > 1 || !"chunked".equalsIgnoreCase(coding)) {
            throw refuseCoding(coding);
        }
        head.chunked = true;
    }

    private RefusedException refuseCoding(String coding) {
        int comma = coding.lastIndexOf(',');
        boolean chunkedOnceAndLast = transferEncodings == 1
                && comma >= 0
                && "chunked".equalsIgnoreCase(coding.substring(comma + 1).strip())
                && !hasToken(coding.substring(0, comma), "chunked")
                && !hasToken(coding.substring(0, comma), "identity");
        return chunkedOnceAndLast
                ? RefusedException.malformed(
                        501,
                        "transfer-coding-not-implemented",
                        "Transfer-Encoding: " + shorten(coding) + " (expected: chunked)")
                : badFraming("Transfer-Encoding: " + shorten(coding) + " (expected: chunked)");
    }

    private static boolean offersSettings(RequestHead head) {
        boolean upgrade = false;
        boolean settings = false;
        for (String value : head.headers.getAll(HttpHeaderNames.CONNECTION)) {
            upgrade |= hasToken(value, "upgrade");
            settings |= hasToken(value, "http2-settings");
        }
        return upgrade && settings && head.headers.getAll("http2-settings").size() == 1;
    }

    /** True where a comma-separated list has this element, in any case. */
    public static boolean hasToken(String list, String token) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (list.substring(start, end).strip().equalsIgnoreCase(token)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static RefusedException badName(byte[] bytes, int start, int colon, int end) {
        if (colon == start && Octets.isWhitespace(bytes[start])) {
            return badHeader("a field line starts with whitespace (expected: no folding)");
        }
        if (colon == end) {
            return badHeader("a field line has no colon");
        }
        return colon == start && bytes[colon] == ':'
                ? badHeader("a field has an empty name")
                : badHeader("a field's name has " + Octets.show(bytes[colon]) + " (expected: a token and a colon)");
    }

    private static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }
}
