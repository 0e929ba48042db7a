package io.weir.door;

import org.jspecify.annotations.Nullable;

/**
 * Brings a path into the one form that routing, policies, log and target share: plain and {@code %2e} dot segments are removed
 * (RFC 3986 §5.2.4), percent-encoded unreserved octets are decoded (§6.2.2.2), and everything else stays byte for byte. {@code %2F} and
 * {@code %5C} are data, but a path that would hold a dot segment, a NUL or another control once everything is decoded is refused.
 * Any thread.
 */
public final class PathNormalizer {
    private static final byte INVALID = 0;
    private static final byte PLAIN = 1;
    private static final byte UNRESERVED = 2;
    private static final byte SPECIAL = 3;
    private static final byte[] KINDS = kinds();

    private PathNormalizer() {}

    /**
     * The normal form of a path that starts with {@code /}; the same object where it is normal already.
     *
     * @throws RefusedException with {@code bad-target} where the path cannot be taken
     */
    public static String normalize(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            throw RefusedException.badTarget("the target does not start with / (expected: an absolute path)");
        }
        boolean normal = true;
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            byte kind = c < KINDS.length ? KINDS[c] : INVALID;
            if (kind == INVALID) {
                throw RefusedException.badTarget("the path has the octet " + hex(c) + " (expected: percent-encoded)");
            }
            // Dots at the start of a segment and percent signs are all that can need work.
            normal &= kind != SPECIAL || (c == '.' && path.charAt(i - 1) != '/');
        }
        return normal ? path : rewrite(path);
    }

    private static String rewrite(String path) {
        String decoded = decodeUnreserved(path);
        String result = decoded.contains("/.") ? removeDotSegments(decoded) : decoded;
        refuseHiddenSegments(result);
        return result;
    }

    private static String decodeUnreserved(String path) {
        int percent = path.indexOf('%');
        if (percent < 0) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        int from = 0;
        while (percent >= 0) {
            int octet = octet(path, percent);
            out.append(path, from, percent);
            if (octet < KINDS.length && (KINDS[octet] == UNRESERVED || octet == '.')) {
                out.append((char) octet);
            } else if (octet < ' ' || octet == 0x7F) {
                throw RefusedException.badTarget("the path encodes the control " + hex(octet) + " (expected: none)");
            } else {
                out.append(path, percent, percent + 3);
            }
            from = percent + 3;
            percent = path.indexOf('%', from);
        }
        return out.append(path, from, path.length()).toString();
    }

    /** RFC 3986 §5.2.4, over whole segments: {@code ..} takes the one before it away, an empty one included. */
    private static String removeDotSegments(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int dots = dots(path, start, end);
            if (dots == 2) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            if (dots == 0) {
                out.append('/').append(path, start, end);
            } else if (slash < 0) {
                out.append('/');
            }
            start = end + 1;
        }
        return out.length() == 0 ? "/" : out.toString();
    }

    /** 1 for {@code .}, 2 for {@code ..}, 0 for any other segment. */
    private static int dots(CharSequence path, int start, int end) {
        int length = end - start;
        if (length == 0 || length > 2 || path.charAt(start) != '.' || path.charAt(end - 1) != '.') {
            return 0;
        }
        return length;
    }

    /**
     * What a target that decodes everything would take for a dot segment: {@code %2F} and {@code %5C} count as separators here, and a
     * parameter behind the dots ({@code ..;x}) does not hide them, because servlet containers cut it off first.
     */
    private static void refuseHiddenSegments(String path) {
        StringBuilder segment = new StringBuilder(16);
        int i = 1;
        while (i <= path.length()) {
            char c = i == path.length() ? '/' : path.charAt(i);
            int width = 1;
            if (c == '%') {
                c = (char) octet(path, i);
                width = 3;
            }
            if (c == '/' || c == '\\') {
                refuseIfDots(segment);
                segment.setLength(0);
            } else {
                segment.append(c);
            }
            i += width;
        }
    }

    private static void refuseIfDots(StringBuilder segment) {
        int parameters = segment.indexOf(";");
        int end = parameters < 0 ? segment.length() : parameters;
        if (dots(segment, 0, end) > 0) {
            throw RefusedException.badTarget("the path hides a dot segment behind encoding or parameters");
        }
    }

    private static int octet(String path, int percent) {
        int octet = octetOrNegative(path, percent);
        if (octet < 0) {
            throw RefusedException.badTarget("the path has % without two hexadecimal digits");
        }
        return octet;
    }

    /** The octet that {@code %XX} at this place stands for, or -1. */
    static int octetOrNegative(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Checks a query: what browsers leave unencoded there, and whole percent encodings (docs/http.md). */
    public static @Nullable String checkQuery(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>' || c == '#') {
                throw RefusedException.badTarget("the query has the octet " + hex(c) + " (expected: percent-encoded)");
            }
            if (c == '%' && octetOrNegative(query, i) < 0) {
                throw RefusedException.badTarget("the query has % without two hexadecimal digits");
            }
        }
        return query;
    }

    static String hex(int octet) {
        return "0x" + Character.forDigit(octet >> 4 & 0xF, 16) + Character.forDigit(octet & 0xF, 16);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = UNRESERVED;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            kinds[c] = UNRESERVED;
            kinds[c - 'a' + 'A'] = UNRESERVED;
        }
        for (char c : "-_~".toCharArray()) {
            kinds[c] = UNRESERVED;
        }
        // pchar and / (RFC 3986 §3.3), and what browsers send as it is: [ ] | ^
        for (char c : "/!$&'()*+,;=:@[]|^".toCharArray()) {
            kinds[c] = PLAIN;
        }
        kinds['.'] = SPECIAL;
        kinds['%'] = SPECIAL;
        return kinds;
    }
}
