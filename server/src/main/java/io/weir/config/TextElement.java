package io.weir.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an element stands in the text of {@code config.xml}, as offsets. Filled by {@link TextElements}, then only read.
 *
 * @param name as written
 * @param start of its tag
 * @param attributes in order
 * @param children in order
 */
record TextElement(String name, int start, List<Attribute> attributes, List<TextElement> children, Ends ends) {

    /**
     * An attribute.
     *
     * @param valueStart behind the opening quote
     * @param valueEnd at the closing quote
     */
    record Attribute(String name, int valueStart, int valueEnd, char quote) {}

    /** Where tags end; known later than the rest. */
    static final class Ends {
        /** Behind the name and the last attribute. */
        int attributes;

        /** Behind the start tag. */
        int startTag;

        /** Where the end tag begins; {@link #element} where there is none. */
        int content;

        /** Behind all of it. */
        int element;

        /** True for {@code <name/>}. */
        boolean isSelfClosing;
    }

    TextElement(String name, int start) {
        this(name, start, new ArrayList<>(), new ArrayList<>(), new Ends());
    }

    Optional<Attribute> attribute(String attributeName) {
        return attributes.stream()
                .filter(each -> each.name().equals(attributeName))
                .findFirst();
    }

    List<TextElement> children(String childName) {
        return children.stream().filter(each -> each.name().equals(childName)).toList();
    }
}
