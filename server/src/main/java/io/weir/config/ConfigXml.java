package io.weir.config;

import io.weir.config.Setting.Origin;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of {@code config.xml} into {@link ConfigElement}s that know their lines. DTDs and entities are not read. The parser's own
 * messages are not passed on: they quote the text around the fault, which may be a password. Confined to the loading thread.
 */
final class ConfigXml {
    private static final String WELL_FORMED = "well-formed XML; in values & is written &amp;, < is &lt;, \" is &quot;";

    private final String file;
    private final String text;
    private final Problems problems;
    private final AttributeLines lines;
    private final Deque<ConfigElement> open = new ArrayDeque<>();
    private @Nullable ConfigElement root;

    ConfigXml(String file, String text, Problems problems) {
        this.file = file;
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
        this.problems = problems;
        this.lines = new AttributeLines(this.text);
    }

    /** The root element with all that could be read; empty where there is none. */
    Optional<ConfigElement> read() {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            requireUtf8(reader);
            while (reader.hasNext()) {
                event(reader, reader.next());
            }
        } catch (XMLStreamException malformed) {
            notWellFormed(
                    malformed.getLocation() == null
                            ? 0
                            : malformed.getLocation().getLineNumber());
        } catch (MissingResourceException malformed) {
            // The JDK's parser lacks the message for an invalid character in a document type, and says that instead.
            notWellFormed(0);
        }
        return Optional.ofNullable(root);
    }

    private void notWellFormed(int line) {
        String place = open.isEmpty() ? "" : " in <" + open.element().name() + ">";
        problems.add(file, line, "", "not well-formed" + place, WELL_FORMED);
    }

    /** The JDK's parser, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void requireUtf8(XMLStreamReader reader) {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            problems.add(file, 1, "", "encoding " + Setting.shown(declared), "UTF-8");
        }
    }

    private void event(XMLStreamReader reader, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> startElement(reader);
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.DTD -> problems.add(file, line(reader), "", "<!DOCTYPE>", "no document type");
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
            default -> {
                // Comments, processing instructions and white space say nothing.
            }
        }
    }

    private void startElement(XMLStreamReader reader) {
        Location place = reader.getLocation();
        ConfigElement parent = open.peek();
        String name = reader.getLocalName();
        ConfigElement element = new ConfigElement(name, path(parent, name), lines.tag(place));
        if (reader.getNamespaceURI() != null) {
            problems.add(file, element.line(), element.path(), "namespace", "an element without a namespace");
        }
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            attribute(reader, index, element, place);
        }
        open.push(element);
        if (parent == null) {
            root = element;
        } else {
            parent.children().add(element);
        }
    }

    /** Of several siblings with one name the second and later ones carry their number. */
    private static String path(@Nullable ConfigElement parent, String name) {
        if (parent == null) {
            return "";
        }
        int before = parent.children(name).size();
        return parent.path(before == 0 ? name : name + "[" + (before + 1) + "]");
    }

    private void attribute(XMLStreamReader reader, int index, ConfigElement element, Location place) {
        String name = reader.getAttributeLocalName(index);
        String namespace = reader.getAttributeNamespace(index);
        if (namespace == null || namespace.isEmpty()) {
            String path = element.path(name);
            Setting setting =
                    new Setting(path, reader.getAttributeValue(index), Origin.FILE, file, lines.attribute(place, name));
            element.attributes().put(name, setting);
        } else if (!namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
            problems.add(file, element.line(), element.path(name), "namespace", "an attribute without a namespace");
        }
    }

    private void text(XMLStreamReader reader) {
        if (!reader.isWhiteSpace() && !open.isEmpty()) {
            ConfigElement element = open.element();
            String value = "text in <" + element.name() + ">";
            problems.add(file, element.line(), element.path(), value, "values in attributes, nothing between the tags");
        }
    }

    private static int line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }
}
