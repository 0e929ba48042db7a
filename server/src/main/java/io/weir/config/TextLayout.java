package io.weir.config;

/**
 * How the text of {@code config.xml} is laid out, so that what is added looks like what is there. Immutable.
 *
 * @param text with its own line ends
 * @param lineEnd the one that comes first; empty where all is on one line
 */
record TextLayout(String text, String lineEnd) {
    private static final String STEP = "  ";

    static TextLayout of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                return new TextLayout(text, "\n");
            }
            if (text.charAt(i) == '\r') {
                return new TextLayout(text, text.startsWith("\r\n", i) ? "\r\n" : "\r");
            }
        }
        return new TextLayout(text, "");
    }

    /** The white space between the line's beginning and an element; none where something else stands before it. */
    String indent(TextElement element) {
        int start = startOfSpaceBefore(element.start());
        int lineStart = start;
        for (int i = start; i < element.start(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                lineStart = i + 1;
            }
        }
        return lineStart == start && start > 0 ? "" : text.substring(lineStart, element.start());
    }

    /** The same for a child that is to come, by its elder siblings or the parent. */
    String childIndent(TextElement parent) {
        if (lineEnd.isEmpty()) {
            return "";
        }
        String own = indent(parent);
        return parent.children().stream()
                .map(this::indent)
                .filter(indent -> indent.length() > own.length())
                .findFirst()
                .orElse(own + STEP);
    }

    /** Where the white space that ends at an offset begins. */
    int startOfSpaceBefore(int offset) {
        int start = offset;
        while (start > 0 && TextElements.isSpace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
