package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** That config.xsd knows what the node knows: no setting more or less, and the same defaults. */
class SchemaTest {
    private static final String EMPTY_ELEMENTS =
            "<weir><node/><traffic/><quiesce/><cluster/><listeners><http/><https/><ajp/><admin/><portal/></listeners><datastore/>"
                    + "<analytics/></weir>";

    @TempDir
    private Path directory;

    @Test
    void hasAnAttributeForEachSettingAndItsDefault() throws Exception {
        Document filled = withDefaults(EMPTY_ELEMENTS);

        Map<String, String> attributes = new TreeMap<>();
        collect("", filled.getDocumentElement(), attributes);
        StringWriter xml = new StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(filled), new StreamResult(xml));

        assertThat(attributes.keySet())
                .isEqualTo(ConfigComponents.types().keySet().stream()
                        .filter(path -> !path.endsWith(".addresses"))
                        .collect(Collectors.toSet()));
        assertThat(new ConfigDirectory(directory).write(xml.toString()).load()).isEqualTo(NodeConfig.defaults());
    }

    @Test
    void reportsWhatOnlyTheSchemaRejects() {
        Problems problems = new Problems();
        Settings settings =
                new Settings(new Overrides(Map.of(), List.of()), new Placeholders(directory, Map.of()), problems);
        ConfigElement root = new ConfigXml("config.xml", "<weir>\n<nodes/></weir>", problems)
                .read()
                .orElseThrow();

        new SchemaCheck("config.xml", settings, problems).check(root);

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.expected()).startsWith("as in config.xsd: ").contains("nodes");
        });
    }

    private static Document withDefaults(String xml) throws Exception {
        DOMResult source = new DOMResult();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new StreamSource(new StringReader(xml)), source);
        DOMResult filled = new DOMResult();
        SchemaFactory.newDefaultInstance()
                .newSchema(Path.of("..", "conf", "config.xsd").toFile())
                .newValidator()
                .validate(new DOMSource(source.getNode()), filled);
        return (Document) filled.getNode();
    }

    private static void collect(String prefix, Node element, Map<String, String> found) {
        NamedNodeMap attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            found.put(
                    prefix + attributes.item(index).getNodeName(),
                    attributes.item(index).getNodeValue());
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(prefix + child.getNodeName() + ".", child, found);
        }
    }
}
