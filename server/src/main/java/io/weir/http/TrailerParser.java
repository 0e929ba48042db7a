package io.weir.http;

import static io.weir.door.RefusedException.malformed;

import io.weir.door.DoorLimits;
import io.weir.door.Octets;
import io.weir.door.RefusedException;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the trailer section behind the last chunk octet by octet (RFC 9112 §7.1.2). Its fields are dropped, which a recipient that
 * removes the chunked coding may do; fields that would change framing, routing or authentication are refused (RFC 9110 §6.5.1). Confined
 * to one event loop.
 */
final class TrailerParser {
    private static final Set<String> FORBIDDEN = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "max-forwards",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-api-key",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private enum State {
        LINE,
        NAME,
        VALUE,
        LINE_LF,
        LAST_LF
    }

    private final DoorLimits limits;
    private final StringBuilder name = new StringBuilder();
    private State state = State.LINE;
    private int bytes;
    private int fields;

    TrailerParser(DoorLimits limits) {
        this.limits = limits;
    }

    /** True with the octet that completes the section. */
    boolean take(byte octet) {
        if (++bytes > limits.maxHeaderSize() || fields > limits.maxHeaders()) {
            throw malformed(431, "headers-too-large", "the trailers are larger than a header may be");
        }
        switch (state) {
            case LINE, NAME -> nameOrEnd(octet);
            case VALUE -> {
                if (octet == '\r') {
                    state = State.LINE_LF;
                } else if (!Octets.isFieldContent(octet)) {
                    throw badTrailer("a trailer has " + Octets.show(octet) + " (expected: no control)");
                }
            }
            case LINE_LF, LAST_LF -> {
                if (octet != '\n') {
                    throw badTrailer("a trailer ends with CR alone (expected: CRLF)");
                }
                boolean last = state == State.LAST_LF;
                state = State.LINE;
                return last;
            }
        }
        return false;
    }

    private void nameOrEnd(byte octet) {
        if (octet == '\r' && state == State.LINE) {
            state = State.LAST_LF;
        } else if (octet == ':' && state == State.NAME) {
            refuseForbidden();
            fields++;
            state = State.VALUE;
        } else if (Octets.isToken(octet)) {
            name.append((char) octet);
            state = State.NAME;
        } else {
            throw badTrailer("a trailer's name has " + Octets.show(octet) + " (expected: a token and a colon)");
        }
    }

    private void refuseForbidden() {
        if (FORBIDDEN.contains(name.toString().toLowerCase(Locale.ROOT))) {
            throw badTrailer("the field " + name + " comes as a trailer (expected: in the header)");
        }
        name.setLength(0);
    }

    private static RefusedException badTrailer(String detail) {
        return malformed(400, "bad-trailer", detail);
    }
}
