package io.weir.wsconfig.httpd;

import io.weir.wsconfig.files.FileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One directive of a configuration file: the name, the arguments, and where it stands. Immutable.
 *
 * @param name in lower case; {@code <virtualhost} and {@code </virtualhost} for a section's start and end
 * @param arguments without their quotes
 * @param number of its first line, from 1
 * @param offset of its first character's line in the file's text
 */
record HttpdLine(String name, List<String> arguments, int number, int offset) {
    /** A backslash at the end joins the next line, in comments too. */
    private static final Pattern LOGICAL_LINE = Pattern.compile("(?:[^\\n]*\\\\\\r?\\n)*[^\\n]*(?:\\n|\\z)");

    private static final Pattern JOIN = Pattern.compile("\\\\\\r?\\n");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"?|'((?:[^'\\\\]|\\\\.)*)'?|(\\S+)");

    /** All directives of a file, in their order. */
    static List<HttpdLine> read(String text) {
        List<HttpdLine> lines = new ArrayList<>();
        Matcher matcher = LOGICAL_LINE.matcher(text);
        int number = 1;
        for (int offset = 0; offset < text.length() && matcher.find(offset); offset = matcher.end()) {
            String raw = matcher.group();
            String line = JOIN.matcher(raw).replaceAll("").strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(directive(line, number, offset));
            }
            number += (int) raw.chars().filter(c -> c == '\n').count();
        }
        return lines;
    }

    private static HttpdLine directive(String line, int number, int offset) {
        boolean isSection = line.charAt(0) == '<';
        String body = isSection && line.endsWith(">") ? line.substring(0, line.length() - 1) : line;
        List<String> words = words(FileText.decode(body));
        return new HttpdLine(
                words.get(0).toLowerCase(Locale.ROOT), List.copyOf(words.subList(1, words.size())), number, offset);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            String quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            words.add(quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\([\\\\\"'])", "$1"));
        }
        return words;
    }

    boolean opensSection() {
        return name.startsWith("<") && !name.startsWith("</");
    }

    boolean closesSection() {
        return name.startsWith("</");
    }
}
