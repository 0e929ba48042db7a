package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one place that names the limiter's keys: <code>weir:{api:ID}:ALGORITHM-PERIOD:PLAN:NAME:SCOPE…</code>. The hash tag keeps all counters of an
 * API in one slot. Algorithm and period are in the key, because a counter means nothing under others; the count is not, so that it can
 * change while a window goes on. No two counters share a key: every part but the last is free of {@code :} by escaping, the scope says
 * how many parts follow, and a last part too long to be a key is replaced by its SHA-256 under another scope letter. Any thread.
 */
public final class LimiterKeys {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    private static final int MAX_LAST_PART_CHARS = 128;

    private LimiterKeys() {}

    /**
     * Under which a report counts once.
     *
     * @param hashTag that of the limits in it, {@link Limit#hashTag}
     * @param id tells reports of all processes apart
     */
    static String report(String hashTag, String id) {
        return "weir:{" + hashTag + "}:report:" + escape(id);
    }

    /** What all keys of a limit have in common. */
    static String prefix(LimitDefinition limit, String api, String plan) {
        return "weir:{api:" + escape(api) + "}:" + algorithm(limit) + ":" + escape(plan) + ":" + escape(limit.name());
    }

    /** One application. */
    static String application(String prefix, String application) {
        return prefix + ":a:" + escape(application);
    }

    /** All callers of the API on the plan. */
    static String api(String prefix) {
        return prefix + ":p";
    }

    /** One resource for one application. */
    static String resource(String prefix, String application, String resource) {
        String subject = prefix + ":" + (isShort(resource) ? "r" : "R") + ":" + escape(application);
        return subject + ":" + last(resource);
    }

    /** One client address. */
    static String client(String prefix, String address) {
        return prefix + ":" + (isShort(address) ? "i" : "I") + ":" + last(address);
    }

    private static String algorithm(LimitDefinition limit) {
        String name = switch (limit.algorithm()) {
            case FIXED -> "fixed";
            case ROLLING -> "rolling";
            case TOKEN_BUCKET -> "bucket";
        };
        boolean isCalendarMonth = limit.period().isMonth() && limit.algorithm() == LimitDefinition.Algorithm.FIXED;
        return name + "-" + (isCalendarMonth ? "month" : limit.period().millis() / 1000);
    }

    private static boolean isShort(String part) {
        return part.length() <= MAX_LAST_PART_CHARS;
    }

    private static String last(String part) {
        return isShort(part) ? part : sha256(part);
    }

    private static String escape(String part) {
        StringBuilder escaped = new StringBuilder(part.length());
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (PLAIN.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
