package io.weir.wsconfig.files;

import java.nio.charset.StandardCharsets;

/**
 * Bytes of a configuration file as text, one character a byte, so that whatever encoding the file has comes back unchanged.
 */
public final class FileText {
    private FileText() {}

    /** The bytes of a file as text. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The text of a file as bytes. */
    public static byte[] bytes(String fileText) {
        return fileText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A text of ours, as it stands in a file: in UTF-8. */
    public static String encode(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A part of a file as a text of ours: from UTF-8. */
    public static String decode(String fileText) {
        return new String(bytes(fileText), StandardCharsets.UTF_8);
    }

    /** The line end that a file uses. */
    public static String lineEnd(String fileText) {
        int first = fileText.indexOf('\n');
        return first > 0 && fileText.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }
}
