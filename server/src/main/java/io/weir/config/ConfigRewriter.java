package io.weir.config;

import io.weir.config.TextElement.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes single values in the text of {@code config.xml} and leaves every other character as it is: comments, order, quotes, white
 * space. What is missing is added at the end of its element, laid out like its neighbours. Only for text that the loader has accepted.
 * One use, one thread.
 */
final class ConfigRewriter {
    private final String text;
    private final TextLayout layout;
    private final List<Splice> splices = new ArrayList<>();

    /** Text that takes the place of what stands between two offsets. */
    private record Splice(int start, int end, String replacement) {}

    private ConfigRewriter(String text) {
        this.text = text;
        this.layout = TextLayout.of(text);
    }

    /** The text with an edit made in it. */
    static String rewrite(String text, ConfigEdit edit) {
        ConfigRewriter rewriter = new ConfigRewriter(text);
        rewriter.merge(TextElements.root(text), WantedElement.of(edit));
        return rewriter.result();
    }

    private String result() {
        splices.sort(Comparator.comparingInt(Splice::start));
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (Splice splice : splices) {
            result.append(text, from, splice.start()).append(splice.replacement());
            from = splice.end();
        }
        return result.append(text, from, text.length()).toString();
    }

    private void merge(TextElement present, WantedElement wanted) {
        wanted.attributes().forEach((name, value) -> set(present, name, value));
        List<WantedElement> missing = new ArrayList<>();
        wanted.children().forEach((name, child) -> {
            List<TextElement> there = present.children(name);
            if (there.isEmpty()) {
                missing.add(child);
            } else {
                merge(there.get(0), child);
            }
        });
        mergeAddresses(present, wanted.addresses(), missing);
        if (!missing.isEmpty()) {
            append(present, missing);
        }
    }

    private void set(TextElement element, String name, String value) {
        Optional<Attribute> present = element.attribute(name);
        if (present.isPresent()) {
            Attribute attribute = present.get();
            String escaped = escaped(value, attribute.quote());
            splices.add(new Splice(attribute.valueStart(), attribute.valueEnd(), escaped));
        } else {
            List<Attribute> others = element.attributes();
            char quote = others.isEmpty() ? '"' : others.get(others.size() - 1).quote();
            int end = element.ends().attributes;
            splices.add(new Splice(end, end, " " + attribute(name, value, quote)));
        }
    }

    /** One after another; of those that are too many the tags go, and comments between them stay. */
    private void mergeAddresses(TextElement parent, List<WantedElement> wanted, List<WantedElement> missing) {
        List<TextElement> present = parent.children("address");
        for (int i = 0; i < wanted.size(); i++) {
            if (i < present.size()) {
                merge(present.get(i), wanted.get(i));
            } else if (present.isEmpty()) {
                missing.add(wanted.get(i));
            } else {
                TextElement last = present.get(present.size() - 1);
                String gap = layout.lineEnd() + layout.indent(last);
                splices.add(new Splice(last.ends().element, last.ends().element, gap + element(wanted.get(i), "")));
            }
        }
        for (int i = wanted.size(); !wanted.isEmpty() && i < present.size(); i++) {
            TextElement extra = present.get(i);
            splices.add(new Splice(layout.startOfSpaceBefore(extra.start()), extra.ends().element, ""));
        }
    }

    private void append(TextElement parent, List<WantedElement> children) {
        String indent = layout.childIndent(parent);
        StringBuilder added = new StringBuilder();
        children.forEach(child -> added.append(layout.lineEnd()).append(indent).append(element(child, indent)));
        String closing = layout.lineEnd() + layout.indent(parent);
        if (parent.ends().isSelfClosing) {
            String whole = ">" + added + closing + "</" + parent.name() + ">";
            splices.add(new Splice(parent.ends().startTag - "/>".length(), parent.ends().startTag, whole));
            return;
        }
        int end = layout.startOfSpaceBefore(parent.ends().content);
        boolean hasOwnLine = text.substring(end, parent.ends().content)
                .chars()
                .anyMatch(character -> character == '\n' || character == '\r');
        splices.add(new Splice(end, end, hasOwnLine ? added.toString() : added + closing));
    }

    private String element(WantedElement wanted, String indent) {
        StringBuilder tag = new StringBuilder("<").append(wanted.name());
        for (Map.Entry<String, String> each : wanted.attributes().entrySet()) {
            tag.append(' ').append(attribute(each.getKey(), each.getValue(), '"'));
        }
        List<WantedElement> children = new ArrayList<>(wanted.children().values());
        children.addAll(wanted.addresses());
        if (children.isEmpty()) {
            return tag.append("/>").toString();
        }
        String deeper = layout.lineEnd().isEmpty() ? "" : indent + "  ";
        tag.append('>');
        children.forEach(child -> tag.append(layout.lineEnd()).append(deeper).append(element(child, deeper)));
        return tag.append(layout.lineEnd())
                .append(indent)
                .append("</")
                .append(wanted.name())
                .append('>')
                .toString();
    }

    private static String attribute(String name, String value, char quote) {
        return name + "=" + quote + escaped(value, quote) + quote;
    }

    /** White space other than blanks would become a blank on reading. */
    private static String escaped(String value, char quote) {
        StringBuilder escaped = new StringBuilder();
        for (char character : Placeholders.literal(value).toCharArray()) {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '\t', '\n', '\r' ->
                    escaped.append("&#").append((int) character).append(';');
                case '"', '\'' -> escaped.append(character != quote ? character : quote == '"' ? "&quot;" : "&apos;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
