package io.weir.redis;

import java.nio.charset.StandardCharsets;

/** Values in the quotes of Redis' configuration file, whatever characters they hold. */
public final class RedisQuotes {
    private RedisQuotes() {}

    /** The value as the file has to have it. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet > ' ' && octet < 0x7f && octet != '"' && octet != '\\';
            quoted.append(isPlain ? String.valueOf((char) octet) : String.format("\\x%02x", octet));
        }
        return quoted.append('"').toString();
    }
}
