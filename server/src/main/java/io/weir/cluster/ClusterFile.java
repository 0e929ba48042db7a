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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code conf/cluster.xml}, which connectors read: the live nodes, sorted by id, as {@code cluster.xsd} says. It is put in place by
 * a rename, so that a reader sees all of it or the former one, and only when it changes. What fails is logged once and tried again
 * until it succeeds. The announcer's thread.
 */
public final class ClusterFile implements ClusterListener {
    private static final Logger log = LoggerFactory.getLogger(ClusterFile.class);

    private final Path path;
    private final Path part;
    private final String clusterName;
    private @Nullable ClusterView missing;

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
        try {
            write(content(clusterName, after).getBytes(StandardCharsets.UTF_8));
            missing = null;
        } catch (IOException e) {
            if (missing == null) {
                log.warn("{} cannot be written, so connectors do not see the change: {}", path, e.toString());
            }
            missing = after;
        }
    }

    /** Tries again where the last change could not be written. */
    public void repair() {
        ClusterView view = missing;
        if (view != null) {
            viewChanged(view, view);
            if (missing == null) {
                log.info("{} is up to date again", path);
            }
        }
    }

    private void write(byte[] content) throws IOException {
        if (Files.exists(path) && Arrays.equals(Files.readAllBytes(path), content)) {
            return;
        }
        Files.write(part, content);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
