package io.weir.config;

import io.weir.config.TextElement.Attribute;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Finds where elements and attributes stand in the text of {@code config.xml}, which no parser of the JDK tells. Only for text that
 * {@link ConfigXml} has accepted: well-formed and without a document type, so tags, comments and the like nest and end as they should.
 * One use, one thread.
 */
final class TextElements {
    private final String text;
    private final Deque<TextElement> open = new ArrayDeque<>();
    private @Nullable TextElement root;
    private int at;

    private TextElements(String text) {
        this.text = text;
    }

    /** The root element with all below it. */
    static TextElement root(String text) {
        TextElements elements = new TextElements(text);
        elements.read();
        if (elements.root == null) {
            throw new NoSuchElementException("no element");
        }
        return elements.root;
    }

    private void read() {
        for (at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            if (text.startsWith("<!--", at)) {
                skipBehind("-->", at + "<!--".length());
            } else if (text.startsWith("<![CDATA[", at)) {
                skipBehind("]]>", at);
            } else if (text.startsWith("<?", at)) {
                skipBehind("?>", at);
            } else if (text.startsWith("</", at)) {
                endTag();
            } else {
                startTag();
            }
        }
    }

    private void skipBehind(String end, int from) {
        at = text.indexOf(end, from) + end.length();
    }

    private void endTag() {
        TextElement element = open.pop();
        element.ends().content = at;
        skipBehind(">", at);
        element.ends().element = at;
    }

    private void startTag() {
        int start = at;
        at++;
        TextElement element = new TextElement(name(), start);
        TextElement parent = open.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.children().add(element);
        }
        element.ends().attributes = at;
        skipSpace();
        while (text.charAt(at) != '>' && text.charAt(at) != '/') {
            element.attributes().add(attribute());
            element.ends().attributes = at;
            skipSpace();
        }
        element.ends().isSelfClosing = text.charAt(at) == '/';
        skipBehind(">", at);
        element.ends().startTag = at;
        if (element.ends().isSelfClosing) {
            element.ends().content = at;
            element.ends().element = at;
        } else {
            open.push(element);
        }
    }

    private Attribute attribute() {
        String name = name();
        skipSpace();
        at++;
        skipSpace();
        char quote = text.charAt(at);
        int start = at + 1;
        int end = text.indexOf(quote, start);
        at = end + 1;
        return new Attribute(name, start, end, quote);
    }

    private String name() {
        int start = at;
        while ("=/>".indexOf(text.charAt(at)) < 0 && !isSpace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** What XML takes for white space. */
    static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
