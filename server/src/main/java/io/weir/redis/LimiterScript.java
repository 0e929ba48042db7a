package io.weir.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script of the limiter with the counters' arithmetic before it, and the name under which the server keeps it. Immutable.
 */
final class LimiterScript {
    /** See {@code limit-take.lua}. */
    static final LimiterScript TAKE = new LimiterScript(text("limit-counters.lua") + text("limit-take.lua"));

    /** See {@code limit-report.lua}. */
    static final LimiterScript REPORT = new LimiterScript(text("limit-counters.lua") + text("limit-report.lua"));

    private final byte[] source;
    private final byte[] sha;

    LimiterScript(String text) {
        this.source = text.getBytes(StandardCharsets.UTF_8);
        this.sha = sha1(source);
    }

    /** Its text for {@code EVAL}; not a copy, not to be changed. */
    byte[] source() {
        return source;
    }

    /** Its name for {@code EVALSHA}; not a copy, not to be changed. */
    byte[] sha() {
        return sha;
    }

    /** A script file's text. */
    static String text(String file) {
        try (InputStream in = LimiterScript.class.getResourceAsStream("/redis/" + file)) {
            if (in == null) {
                throw new IllegalStateException("redis/" + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha1(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
