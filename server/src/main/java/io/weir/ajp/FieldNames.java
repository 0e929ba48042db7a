package io.weir.ajp;

import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The header fields that AJP has a code for, which are other ones in requests and in answers. Any thread. */
final class FieldNames {
    /** Where a name's length would stand: no name is as long. */
    private static final int CODED = 0xA000;

    private static final AsciiString[] REQUEST = names(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Connection",
            "Content-Type",
            "Content-Length",
            "Cookie",
            "Cookie2",
            "Host",
            "Pragma",
            "Referer",
            "User-Agent");
    private static final AsciiString[] ANSWER = names(
            "Content-Type",
            "Content-Language",
            "Content-Length",
            "Date",
            "Last-Modified",
            "Location",
            "Set-Cookie",
            "Set-Cookie2",
            "Servlet-Engine",
            "Status",
            "WWW-Authenticate");
    private static final int LONGEST = 16;
    private static final Map<String, Integer> ANSWER_CODES = IntStream.range(0, ANSWER.length)
            .boxed()
            .collect(Collectors.toUnmodifiableMap(
                    i -> ANSWER[i].toString().toLowerCase(Locale.ROOT), i -> CODED + 1 + i));

    private FieldNames() {}

    /** True where a code stands in the place of a length. */
    static boolean isCode(int number) {
        return (number & 0xFF00) == CODED;
    }

    /**
     * The name of a request's field.
     *
     * @throws BadPacketException where the code has none
     */
    static AsciiString ofRequest(int code) {
        int index = (code & 0xFF) - 1;
        if (index < 0 || index >= REQUEST.length) {
            throw new BadPacketException("header code: " + Integer.toHexString(code) + " (expected: a001 to a00e)");
        }
        return REQUEST[index];
    }

    /** The code of an answer's field; null where it has none. */
    static @Nullable Integer codeOfAnswer(CharSequence name) {
        return name.length() > LONGEST ? null : ANSWER_CODES.get(name.toString().toLowerCase(Locale.ROOT));
    }

    private static AsciiString[] names(String... names) {
        return java.util.Arrays.stream(names).map(AsciiString::cached).toArray(AsciiString[]::new);
    }
}
