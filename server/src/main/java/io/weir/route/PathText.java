package io.weir.route;

import io.weir.catalog.InvalidDefinitionException;
import java.nio.charset.StandardCharsets;

/**
 * The normal form of literal path text, the same that requests are brought to before they are routed: unreserved characters stand for
 * themselves (RFC 3986 §6.2.2.2), other percent-encoded octets stay as they are written, characters outside ASCII become the octets of
 * their UTF-8 form.
 */
final class PathText {
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String OTHER_PCHARS = "!$&'()*+,;=:@";

    private PathText() {}

    /** Makes the exception for an index and what was expected there. */
    @FunctionalInterface
    interface Problem {
        InvalidDefinitionException at(int index, String expected);
    }

    /**
     * Appends the character at an index in normal form.
     *
     * @return the index behind what was read
     */
    static int appendNormal(String text, int at, StringBuilder out, Problem problem) {
        char c = text.charAt(at);
        if (c == '%') {
            return appendOctet(text, at, out, problem);
        }
        if (isUnreserved(c) || OTHER_PCHARS.indexOf(c) >= 0) {
            out.append(c);
            return at + 1;
        }
        if (c < 0x80) {
            throw problem.at(at, expectedFor(c));
        }
        int codePoint = text.codePointAt(at);
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw problem.at(at, "a character, not half of one");
        }
        appendEncoded(Character.toString(codePoint), out);
        return at + Character.charCount(codePoint);
    }

    /** Appends text in which every character that a segment cannot hold is percent-encoded. */
    static void appendEncoded(String text, StringBuilder out) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (isUnreserved(c) || OTHER_PCHARS.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(hex(c >> 4)).append(hex(c & 0xF));
            }
        }
    }

    private static int appendOctet(String text, int at, StringBuilder out, Problem problem) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw problem.at(at, "two hexadecimal digits behind %, or %25 for a percent sign");
        }
        char octet = (char) (high << 4 | low);
        if (isUnreserved(octet)) {
            out.append(octet);
        } else {
            out.append(text, at, at + 3);
        }
        return at + 3;
    }

    private static String expectedFor(char c) {
        if (c == '?' || c == '#') {
            return "a path without query and fragment";
        }
        if (c == '}') {
            return "{ before }";
        }
        return "%" + hex(c >> 4) + hex(c & 0xF) + " for this character";
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
