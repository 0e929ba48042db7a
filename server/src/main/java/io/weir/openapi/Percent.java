package io.weir.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding in the fragment of a reference (RFC 6901 §6). */
final class Percent {
    private Percent() {}

    /** The text with its octets decoded; as it stands where they are malformed. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
