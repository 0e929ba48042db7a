package io.weir.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts environment variables and small files into values: <code>${env:NAME}</code>, <code>${file:PATH}</code>, and <code>$${</code> for a
 * literal <code>${</code>. What was put in is not searched again. Any thread.
 */
final class Placeholders {
    private static final int MAX_FILE_BYTES = 64 << 10;
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");
    private static final String FORMS = "${env:NAME}, ${file:PATH}, or $${ for a literal ${";

    private final Path directory;
    private final Map<String, String> environment;

    /** @param directory what a relative <code>${file:…}</code> is relative to */
    Placeholders(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** The text with everything put in; empty, with a problem reported, where that cannot be done. */
    Optional<String> resolve(Setting setting, Problems problems) {
        StringBuilder resolved = new StringBuilder();
        String text = setting.text();
        int from = 0;
        for (int dollar = text.indexOf("${"); dollar >= 0; dollar = text.indexOf("${", from)) {
            if (dollar > from && text.charAt(dollar - 1) == '$') {
                resolved.append(text, from, dollar - 1).append("${");
                from = dollar + 2;
                continue;
            }
            int end = text.indexOf('}', dollar);
            if (end < 0) {
                problems.add(setting, FORMS);
                return Optional.empty();
            }
            Optional<String> content = content(setting, text.substring(dollar + 2, end), problems);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            resolved.append(text, from, dollar).append(content.get());
            from = end + 1;
        }
        return Optional.of(resolved.append(text, from, text.length()).toString());
    }

    /** A text that means this value, whatever it holds. */
    static String literal(String value) {
        return value.replace("${", "$${");
    }

    /** The references in a text, as they stand there, separated by commas; empty where it has none. */
    static String references(String text) {
        return REFERENCE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(", "));
    }

    private Optional<String> content(Setting setting, String reference, Problems problems) {
        if (reference.startsWith("env:")) {
            return variable(setting, reference.substring("env:".length()), problems);
        }
        if (reference.startsWith("file:")) {
            return file(setting, reference.substring("file:".length()), problems);
        }
        problems.add(setting, FORMS);
        return Optional.empty();
    }

    private Optional<String> variable(Setting setting, String name, Problems problems) {
        Optional<String> value = Optional.ofNullable(environment.get(name));
        if (value.isEmpty()) {
            report(setting, "${env:" + name + "}", "an environment variable " + Setting.shown(name), problems);
        }
        return value;
    }

    private Optional<String> file(Setting setting, String name, Problems problems) {
        try {
            Path path = directory.resolve(name);
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                report(setting, "${file:" + name + "}", "a readable file " + path, problems);
            } else if (Files.size(path) > MAX_FILE_BYTES) {
                report(setting, "${file:" + name + "}", "a file of at most 64KB: " + path, problems);
            } else {
                return Optional.of(withoutLastNewline(Files.readString(path, StandardCharsets.UTF_8)));
            }
        } catch (IOException | InvalidPathException unreadable) {
            report(setting, "${file:" + name + "}", "a readable file in UTF-8", problems);
        }
        return Optional.empty();
    }

    /** The reference is shown, even of a secret: it says where a secret should be, not what it is. */
    private static void report(Setting setting, String reference, String expected, Problems problems) {
        problems.add(setting.file(), setting.line(), setting.path(), Setting.shown(reference), expected);
    }

    private static String withoutLastNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
