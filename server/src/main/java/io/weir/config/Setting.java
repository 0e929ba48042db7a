package io.weir.config;

import java.util.Locale;

/**
 * A value as somebody wrote it, placeholders unresolved.
 *
 * @param path below the root
 * @param text what was written; may be a secret, so {@link #toString} leaves it out
 * @param origin who wrote it: of two settings for one path the higher origin counts
 * @param file as in {@link ConfigProblem#file}
 * @param line as in {@link ConfigProblem#line}
 */
record Setting(String path, String text, Origin origin, String file, int line) {
    private static final int LONGEST_SHOWN = 120;

    /** Who wrote a setting, the weakest first. */
    enum Origin {
        FILE,
        ENVIRONMENT,
        SET
    }

    /** The text for a message: on one line, of bounded length; passwords and secrets, known by the name, are hidden. */
    String shown() {
        return isSecret(path) ? "***" : shown(text);
    }

    /** Any text that is no secret, made fit for a message. */
    static String shown(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .forEach(point -> safe.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point));
        if (text.codePointCount(0, text.length()) > LONGEST_SHOWN) {
            safe.append('…');
        }
        return text.isBlank() || !text.strip().equals(text) ? "\"" + safe + "\"" : safe.toString();
    }

    /** True for the paths whose values are {@link Secret}s. */
    static boolean isSecret(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.endsWith("password") || name.equals("secret") || name.equals("apikey");
    }

    @Override
    public String toString() {
        return path + "=" + shown();
    }
}
