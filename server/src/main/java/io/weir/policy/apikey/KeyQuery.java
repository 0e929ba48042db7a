package io.weir.policy.apikey;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The API key in a query string: reading it, and taking it out before the request goes on. Any thread. */
public final class KeyQuery {
    private static final String PREFIX = ApiKeyPolicy.PARAMETER + "=";

    private KeyQuery() {}

    static @Nullable String valueOf(@Nullable String query) {
        int at = query == null ? -1 : find(query, 0);
        if (query == null || at < 0) {
            return null;
        }
        int end = query.indexOf('&', at);
        String raw = query.substring(at + PREFIX.length(), end < 0 ? query.length() : end);
        return raw.indexOf('%') < 0 ? raw : decode(raw);
    }

    /** The query without any key parameter, else byte for byte; null where nothing is left. */
    public static @Nullable String without(@Nullable String query) {
        if (query == null || find(query, 0) < 0) {
            return query;
        }
        StringBuilder rest = new StringBuilder(query.length());
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            int stop = end < 0 ? query.length() : end;
            if (!query.startsWith(PREFIX, start)) {
                rest.append(rest.isEmpty() ? "" : "&").append(query, start, stop);
            }
            start = stop + 1;
        }
        return rest.isEmpty() ? null : rest.toString();
    }

    private static int find(String query, int from) {
        int at = query.indexOf(PREFIX, from);
        while (at > 0 && query.charAt(at - 1) != '&') {
            at = query.indexOf(PREFIX, at + 1);
        }
        return at;
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
