package io.weir.upstream;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that belong to one connection (RFC 9110 7.6.1) and are never passed on: the well-known ones, {@code Proxy} and all
 * {@code Proxy-*}, and those that {@code Connection} names.
 */
final class HopByHop {
    private HopByHop() {}

    static boolean contains(CharSequence name) {
        return switch (name.length()) {
            case 2 -> is(name, "te");
            case 5 -> is(name, "proxy");
            case 7 -> is(name, "trailer") || is(name, "upgrade");
            case 10 -> is(name, "connection") || is(name, "keep-alive") || isProxyField(name);
            case 14 -> is(name, "http2-settings") || isProxyField(name);
            case 17 -> is(name, "transfer-encoding") || isProxyField(name);
            default -> isProxyField(name);
        };
    }

    private static boolean isProxyField(CharSequence name) {
        return startsWith(name, "proxy-");
    }

    /**
     * What {@code Connection} names beyond {@code close} and {@code keep-alive}.
     *
     * @param values of all its lines
     */
    static List<String> nominated(List<String> values) {
        List<String> names = List.of();
        for (String value : values) {
            int from = 0;
            while (from <= value.length()) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                String name = value.substring(from, to).strip();
                if (!name.isEmpty() && !is(name, "close") && !is(name, "keep-alive")) {
                    names = names.isEmpty() ? new ArrayList<>() : names;
                    names.add(name);
                }
                from = to + 1;
            }
        }
        return names;
    }

    static boolean is(CharSequence name, CharSequence other) {
        return AsciiString.contentEqualsIgnoreCase(name, other);
    }

    static boolean isAmong(CharSequence name, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (is(name, names.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWith(CharSequence name, String lowerCasePrefix) {
        return AsciiString.regionMatches(name, true, 0, lowerCasePrefix, 0, lowerCasePrefix.length());
    }

    /** The value of a {@code Content-Length} field, -1 where there is none or it is no number. */
    static long length(@Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > 18) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = length * 10 + digit;
        }
        return length;
    }
}
