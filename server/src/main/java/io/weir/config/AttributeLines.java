package io.weir.config;

import java.util.Arrays;
import java.util.stream.IntStream;
import javax.xml.stream.Location;

/**
 * Finds the lines of tags and attributes, since the JDK's parser tells no more than where a tag ends, as line and column (its character
 * offset is wrong behind some end tags). Only for text that the parser has accepted up to there: then {@code <} stands nowhere inside a
 * tag, and each attribute is a name, {@code =} and a quoted value. Immutable.
 */
final class AttributeLines {
    private final String text;
    private final int[] newlines;

    /** @param text with no other line ends than {@code \n} */
    AttributeLines(String text) {
        this.text = text;
        this.newlines = IntStream.range(0, text.length())
                .filter(index -> text.charAt(index) == '\n')
                .toArray();
    }

    /** The line where the tag with this place in it, or right behind it, begins. */
    int tag(Location place) {
        return line(start(place));
    }

    /** The line of an attribute's name; the tag's where it is not found. */
    int attribute(Location place, String name) {
        int start = start(place);
        int at = start;
        while (at < text.length() && text.charAt(at) != '>') {
            int quote = nextQuote(at);
            if (quote < 0) {
                break;
            }
            String before = text.substring(at, quote).stripTrailing();
            if (before.endsWith("=")
                    && endsWithWord(before.substring(0, before.length() - 1).stripTrailing(), name)) {
                return line(at + before.lastIndexOf(name));
            }
            at = text.indexOf(text.charAt(quote), quote + 1) + 1;
            if (at == 0) {
                break;
            }
        }
        return line(start);
    }

    private static boolean endsWithWord(String before, String name) {
        int start = before.length() - name.length();
        return before.endsWith(name) && (start == 0 || Character.isWhitespace(before.charAt(start - 1)));
    }

    private int nextQuote(int from) {
        return IntStream.range(from, text.length())
                .filter(index -> text.charAt(index) == '"' || text.charAt(index) == '\'')
                .findFirst()
                .orElse(-1);
    }

    private int start(Location place) {
        int line = place.getLineNumber();
        int lineStart = line < 2 ? 0 : newlines[Math.min(line - 2, newlines.length - 1)] + 1;
        int offset = lineStart + place.getColumnNumber() - 1;
        return Math.max(0, text.lastIndexOf('<', offset - 1));
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(newlines, offset);
        return found < 0 ? -found : found + 1;
    }
}
