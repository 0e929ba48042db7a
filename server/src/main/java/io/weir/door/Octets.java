package io.weir.door;

import java.nio.charset.StandardCharsets;

/** Which octets may stand where (RFC 9110 §5.5, §5.6.2), and text out of octets without a charset's cost. Any thread. */
public final class Octets {
    private static final boolean[] TOKEN = tokenOctets();

    private Octets() {}

    /** tchar, RFC 9110 §5.6.2. */
    public static boolean isToken(byte octet) {
        return octet >= 0 && TOKEN[octet];
    }

    /** field-content, RFC 9110 §5.5: visible, space, tab or obs-text. */
    public static boolean isFieldContent(byte octet) {
        return (octet >= ' ' && octet != 0x7F) || octet == '\t' || octet < 0;
    }

    public static boolean isWhitespace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** One character for each octet. */
    public static String text(byte[] octets, int start, int end) {
        return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** An octet for an error message. */
    public static String show(byte octet) {
        return octet > ' ' && octet < 0x7F ? "'" + (char) octet + "'" : PathNormalizer.hex(octet & 0xFF);
    }

    public static boolean isToken(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F || !TOKEN[text.charAt(i)]) {
                return false;
            }
        }
        return text.length() > 0;
    }

    public static boolean isFieldContent(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF || !isFieldContent((byte) text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] tokenOctets() {
        boolean[] token = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            token[c] = c <= '9' || c >= 'a' || (c >= 'A' && c <= 'Z');
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            token[c] = true;
        }
        return token;
    }
}
