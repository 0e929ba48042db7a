package io.weir.cluster;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code conf/cluster.xml}, which connectors read: the live nodes, sorted by id, as {@code cluster.xsd} says. It is put in place by
 * a rename, so that a reader sees all of it or the former one, and only when it changes. What fails is logged and tried again at the next
 * change. The announcer's thread.
 */
public final class ClusterFile implements ClusterListener {
    private static final Logger log = LoggerFactory.getLogger(ClusterFile.class);

    private final Path path;
    private final Path part;
    private final String clusterName;

    /**
     * @param path the file; several nodes may share one, if they are in the same cluster
     * @param nodeId to tell the parts of such nodes apart
     */
    public ClusterFile(Path path, String clusterName, String nodeId) {
        this.path = path;
        this.part = path.resolveSibling("." + path.getFileName() + "." + nodeId + ".part");
        this.clusterName = clusterName;
    }

    @Override
    public void viewChanged(ClusterView before, ClusterView after) {
        byte[] content = content(clusterName, after).getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(path) && Arrays.equals(Files.readAllBytes(path), content)) {
                return;
            }
            Files.write(part, content);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written, so connectors do not see the change: {}", path, e.toString());
        }
    }

    static String content(String clusterName, ClusterView view) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("cluster");
            xml.writeAttribute("name", clusterName);
            xml.writeAttribute("generation", Long.toString(view.generation()));
            for (NodeInfo node : view.nodes()) {
                write(node, xml);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void write(NodeInfo node, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("node");
        xml.writeAttribute("id", node.id());
        xml.writeAttribute("host", node.host());
        xml.writeAttribute("state", lower(node.state()));
        xml.writeAttribute("profile", lower(node.profile()).replace('_', '-'));
        xml.writeAttribute("version", node.version());
        xml.writeAttribute("weight", Integer.toString(node.weight()));
        xml.writeCharacters("\n    ");
        for (NodeInfo.Listener listener : node.listeners()) {
            xml.writeEmptyElement(listener.name());
            xml.writeAttribute("port", Integer.toString(listener.port()));
            if (listener.isLoopback()) {
                xml.writeAttribute("loopback", "true");
            }
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
