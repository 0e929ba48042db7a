package io.weir.wsconfig.files;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of ours in a file of somebody else's, between two marks. Taking them out gives back the bytes that were there, and leaves alone
 * what others changed around them. Immutable.
 */
public final class MarkedBlock {
    private static final String BEGIN = "# BEGIN Weir wsconfig: ";
    private static final String END = "# END Weir wsconfig: ";
    /** The line before had no end; it got one for the block's sake and loses it with the block. */
    private static final String AFTER_OPEN_LINE = " (after a line without an end)";

    private final String name;
    private final List<String> lines;

    /**
     * @param name tells the blocks of one file apart
     * @param lines without indentation and line ends
     */
    public MarkedBlock(String name, List<String> lines) {
        this.name = name;
        this.lines = List.copyOf(lines);
    }

    /**
     * The file's text with the block before the line that starts at this offset, indented as told.
     *
     * @param text a whole file, as {@link FileText}
     * @param offset where a line starts, or the text's end
     */
    public String insert(String text, int offset, String indent) {
        String end = FileText.lineEnd(text);
        boolean isAfterOpenLine = offset > 0 && text.charAt(offset - 1) != '\n';
        String block = indent
                + BEGIN
                + name
                + (isAfterOpenLine ? AFTER_OPEN_LINE : "")
                + end
                + lines.stream()
                        .map(line -> indent + FileText.encode(line) + end)
                        .collect(Collectors.joining())
                + indent
                + END
                + name
                + end;
        return text.substring(0, offset) + (isAfterOpenLine ? end : "") + block + text.substring(offset);
    }

    /**
     * The file's text without any block of this name.
     *
     * @param file named where a mark lacks its counterpart
     */
    public String remove(String text, String file) {
        String rest = text;
        for (int begin = find(rest, BEGIN, 0); begin >= 0; begin = find(rest, BEGIN, begin)) {
            int end = find(rest, END, begin);
            if (end < 0 || isBetween(rest, begin, end)) {
                throw new WsconfigException(file + ": a line '" + BEGIN + name + "' without its line '" + END + name
                        + "' (expected: both, or neither and nothing of what was between)");
            }
            rest = cut(rest, begin, nextLine(rest, end));
            begin = Math.min(begin, rest.length());
        }
        return rest;
    }

    /** Whether the text has a block of this name. */
    public boolean isIn(String text) {
        return find(text, BEGIN, 0) >= 0;
    }

    private boolean isBetween(String text, int begin, int end) {
        int second = find(text, BEGIN, nextLine(text, begin));
        return second >= 0 && second < end;
    }

    private static String cut(String text, int begin, int end) {
        boolean isLast = end == text.length();
        boolean openedALine = text.substring(begin, nextLine(text, begin)).contains(AFTER_OPEN_LINE);
        int from = begin;
        // Only at the file's end: whoever wrote lines after ours needs the line end.
        if (isLast && openedALine) {
            from = text.startsWith("\r\n", begin - 2) ? begin - 2 : begin - 1;
        }
        return text.substring(0, from) + text.substring(end);
    }

    /** Where the line starts that holds this mark of this name and nothing else; -1 where there is none from here on. */
    private int find(String text, String mark, int from) {
        for (int start = from; start < text.length(); start = nextLine(text, start)) {
            String line = text.substring(start, nextLine(text, start)).strip();
            if (line.equals(mark + name) || line.equals(mark + name + AFTER_OPEN_LINE)) {
                return start;
            }
        }
        return -1;
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
