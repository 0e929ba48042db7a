package io.weir.wsconfig.cluster;

import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.failure.WsconfigException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cluster.xml}. No document type, no entity, nothing from outside of the file; elements and attributes that a later version
 * may add are passed over. A file that ends early is damaged, never a smaller cluster. One thread, one file.
 */
final class ClusterXml {
    private final String source;
    private final NodeValues values;
    private final XMLStreamReader reader;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ClusterXml(String source, XMLStreamReader reader) {
        this.source = source;
        this.values = new NodeValues(source);
        this.reader = reader;
    }

    /**
     * The cluster that this document describes.
     *
     * @param source named in every problem
     */
    static Cluster parse(String source, byte[] document) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
            return new ClusterXml(source, reader).cluster();
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNumber();
            throw damaged(source, line, malformed);
        } catch (MissingResourceException malformed) {
            // The JDK's parser lacks the message for an invalid character in a document type, and says that instead.
            throw damaged(source, 0, malformed);
        }
    }

    private static WsconfigException damaged(String source, int line, Exception cause) {
        String place = line > 0 ? ":" + line : "";
        return new WsconfigException(
                source + place + ": not well-formed or not complete (expected: a cluster.xml as a node writes it)",
                cause);
    }

    /** The JDK's parser, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private Cluster cluster() throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.DTD) {
                throw values.problem("document type", "<!DOCTYPE>", "none");
            }
        }
        if (!reader.getLocalName().equals("cluster")) {
            throw values.problem("root element", "<" + reader.getLocalName() + ">", "<cluster>");
        }
        String name = required("name");
        long generation = values.generation(attribute("generation", "0"));
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                child();
            }
        }
        finish();
        return new Cluster(name, generation, nodes);
    }

    private void child() throws XMLStreamException {
        if (!reader.getLocalName().equals("node")) {
            skip();
            return;
        }
        ClusterNode node = node();
        if (!ids.add(node.id())) {
            throw values.problem("node id", node.id(), "each node once");
        }
        nodes.add(node);
    }

    private ClusterNode node() throws XMLStreamException {
        String id = values.id(required("id"));
        String host = values.host(required("host"));
        ClusterNode.State state = values.state(required("state"));
        String profile = attribute("profile", "all-in-one");
        int weight = values.weight(attribute("weight", "1"));
        List<Listener> listeners = new ArrayList<>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                boolean isLoopback = values.flag(attribute("loopback", "false"));
                listeners.add(new Listener(reader.getLocalName(), values.port(required("port")), isLoopback));
                skip();
            }
        }
        return new ClusterNode(id, host, state, profile, weight, listeners);
    }

    /** To the end of the element that the reader stands on. */
    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** What stands behind the root must be well-formed too. */
    private void finish() throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private String required(String name) {
        String value = reader.getAttributeValue(null, name);
        if (value == null || value.isEmpty()) {
            throw new WsconfigException(source + ":" + reader.getLocation().getLineNumber() + ": <"
                    + reader.getLocalName() + "> without " + name + " (expected: a cluster.xml as a node writes it)");
        }
        return value;
    }

    private String attribute(String name, String fallback) {
        @Nullable String value = reader.getAttributeValue(null, name);
        return value == null ? fallback : value;
    }
}
