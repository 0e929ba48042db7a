package io.weir.door;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * Names of header fields out of octets: the frequent ones come from a table, so that a request allocates nothing for them and their
 * hashes are known. The spelling of the caller is kept. Any thread.
 */
public final class HeaderNames {
    private static final int SIZE = 512;
    private static final AsciiString[] TABLE = table(
            "Host",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Cache-Control",
            "Connection",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "Cookie",
            "Date",
            "Expect",
            "Forwarded",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Idempotency-Key",
            "Keep-Alive",
            "Origin",
            "Pragma",
            "Priority",
            "Range",
            "Referer",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Te",
            "Traceparent",
            "Tracestate",
            "Transfer-Encoding",
            "Upgrade",
            "Upgrade-Insecure-Requests",
            "User-Agent",
            "Via",
            "X-API-Key",
            "X-Api-Key",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Real-Ip",
            "X-Request-Id",
            "X-Requested-With");

    private HeaderNames() {}

    /** The name that stands there. */
    public static AsciiString of(byte[] octets, int start, int end) {
        AsciiString known = TABLE[slot(octets, start, end)];
        return known != null && isSame(known, octets, start, end)
                ? known
                : new AsciiString(octets, start, end - start, true);
    }

    private static boolean isSame(AsciiString name, byte[] octets, int start, int end) {
        int length = end - start;
        if (name.length() != length) {
            return false;
        }
        byte[] known = name.array();
        for (int i = 0; i < length; i++) {
            if (known[i] != octets[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static int slot(byte[] octets, int start, int end) {
        int length = end - start;
        int hash = length + 31 * octets[start] + 131 * octets[end - 1] + 523 * octets[start + (length >> 1)];
        return (hash ^ hash >>> 9) & SIZE - 1;
    }

    /** Where two names share a slot the earlier one has it. */
    private static AsciiString[] table(String... names) {
        AsciiString[] table = new AsciiString[SIZE];
        for (String name : names) {
            enter(table, name);
            enter(table, name.toLowerCase(java.util.Locale.ROOT));
        }
        return table;
    }

    private static void enter(AsciiString[] table, String name) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        int slot = slot(octets, 0, octets.length);
        if (table[slot] == null) {
            table[slot] = new AsciiString(octets, false);
        }
    }
}
