package io.weir.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads {@code cluster.xml} as a connector does, strictly by its schema. */
final class ClusterXml {
    private static final Schema SCHEMA = schema();
    private static final long PAUSE_NANOS = 2_000_000;

    private ClusterXml() {}

    /** State by node id; fails where the file is not valid. */
    static Map<String, String> states(Path file) throws IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setSchema(SCHEMA);
        Map<String, String> states = new TreeMap<>();
        try {
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new StrictErrors());
            NodeList nodes = builder.parse(file.toFile()).getElementsByTagName("node");
            for (int i = 0; i < nodes.getLength(); i++) {
                Element node = (Element) nodes.item(i);
                states.put(node.getAttribute("id"), node.getAttribute("state"));
            }
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return states;
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Path.of("../conf/cluster.xsd").toFile());
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class StrictErrors extends org.xml.sax.helpers.DefaultHandler {
        @Override
        public void error(org.xml.sax.SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** Reads one file again and again until it is closed, and fails at the first that is not valid. */
    static final class Reader implements AutoCloseable {
        private final AtomicInteger reads = new AtomicInteger();
        private final Thread thread;
        private volatile boolean isRunning = true;
        private volatile @Nullable Throwable failure;

        Reader(Path file) {
            thread = new Thread(() -> hammer(file), "cluster-xml-reader");
            thread.start();
        }

        private void hammer(Path file) {
            try {
                while (isRunning) {
                    if (Files.exists(file)) {
                        states(file);
                        reads.incrementAndGet();
                    }
                    // The machine has other work than to read.
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (IOException | SAXException | RuntimeException e) {
                failure = e;
            }
        }

        int reads() {
            return reads.get();
        }

        @Override
        public void close() {
            isRunning = false;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Throwable found = failure;
            if (found != null) {
                throw new IllegalStateException("after " + reads + " reads", found);
            }
        }
    }
}
