package io.weir.wsconfig.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of Debian's {@code envvars}, as far as plain {@code export NAME=value} lines tell. It is a shell script; for finding includes
 * this is enough, and the web server's own commands run the real one.
 */
final class Envvars {
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(?:\"([^\"]*)\"|'([^']*)'|(\\S*))\\s*$");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");

    private Envvars() {}

    /** Those beside this main file; none where there is no such file. */
    static Map<String, String> of(Path mainFile) {
        Map<String, String> values = new HashMap<>();
        try {
            Matcher matcher = EXPORT.matcher(Files.readString(mainFile.resolveSibling("envvars")));
            while (matcher.find()) {
                String raw = matcher.group(2) != null
                        ? matcher.group(2)
                        : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
                values.put(matcher.group(1), expand(raw, values));
            }
        } catch (IOException none) {
            // Other systems than Debian have no such file.
        }
        return values;
    }

    private static String expand(String raw, Map<String, String> values) {
        return REFERENCE
                .matcher(raw)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }
}
