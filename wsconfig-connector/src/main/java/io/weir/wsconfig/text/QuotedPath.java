package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;
import java.nio.file.Path;

/** A path as it stands in a web server's configuration. */
public final class QuotedPath {
    /** What would end the quotes, be replaced by the web server, or be taken for a pattern by its {@code Include}. */
    private static final String FORBIDDEN = "\"*?[]";

    private QuotedPath() {}

    /** The path in quotes, with slashes on Windows too. */
    public static String of(Path path) {
        return '"' + plain(path) + '"';
    }

    /** The path with slashes, without quotes. */
    public static String plain(Path path) {
        String text = path.toString().replace('\\', '/');
        boolean isBad =
                text.contains("${") || text.chars().anyMatch(c -> c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0);
        if (isBad) {
            throw new WsconfigException(
                    path + " (expected: a path without quotes, *, ?, [, ], ${ and control characters, which a"
                            + " web server's configuration cannot name)");
        }
        return text;
    }
}
