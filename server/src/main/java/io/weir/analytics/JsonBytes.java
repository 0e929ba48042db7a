package io.weir.analytics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON into a buffer that is used again and again; whatever the text holds, the outcome is valid. One thread. */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
    private static final int LONGEST_NUMBER = 20;
    private static final int KEPT = 1 << 20;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Begins anew. */
    JsonBytes clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1024];
        }
        return this;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What is JSON already. */
    JsonBytes raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    JsonBytes raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** What is ASCII and holds nothing to be escaped. */
    @SuppressWarnings("deprecation") // copies the low bytes, which is all there is of ASCII
    JsonBytes raw(String ascii) {
        int more = ascii.length();
        reserve(more);
        ascii.getBytes(0, more, bytes, length);
        length += more;
        return this;
    }

    JsonBytes number(long value) {
        reserve(LONGEST_NUMBER);
        if (value < 0) {
            return raw(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** A number with leading zeros. */
    JsonBytes padded(int value, int digits) {
        reserve(digits);
        int rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Text in quotes; half of a surrogate pair becomes U+FFFD. */
    JsonBytes text(String text) {
        return text(text, text.length());
    }

    /** The first characters of a text, in quotes. */
    JsonBytes text(String text, int max) {
        int end = Math.min(max, text.length());
        reserve(2 + 6 * end);
        bytes[length++] = '"';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                pair(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                raw(REPLACEMENT);
            } else {
                multiByte(c);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        if (c == '"' || c == '\\') {
            bytes[length++] = (byte) c;
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
    }

    private void multiByte(char c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
        } else {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void pair(int codePoint) {
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        bytes[length++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        bytes[length++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
