package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are wrong as a whole or in their structure. */
class BadFileTest {
    private static final String WELL_FORMED =
            "(expected: well-formed XML; in values & is written &amp;, < is &lt;, \" is &quot;)";

    @TempDir
    private Path directory;

    private ConfigDirectory conf;

    @BeforeEach
    void setUp() {
        conf = new ConfigDirectory(directory);
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirLines() {
        conf.write("""
                <?xml version="1.0"?>
                <weir>
                  <node id="N 1"
                        profile="both"

                        wieght = '3'/>
                  <traffic publicUrl="a>b" headTimeout="fast"/>
                  <listeners>
                    <http port="99999"/>
                    <spdy/>
                  </listeners>
                  <datastore mode="sentinel">
                    <address host="a"/><address
                      port="0"/>
                  </datastore>
                </weir>
                """);

        assertThat(conf.problems("cluster.nmae=x"))
                .containsExactly(
                        "config.xml:3: node.id: N 1 (expected: empty, or a-z, 0-9 and -, at most 63 characters)",
                        "config.xml:4: node.profile: both (expected: all-in-one, control-plane, gateway)",
                        "config.xml:6: node.wieght: unknown attribute (expected: one of host, id, profile, weight)",
                        "config.xml:7: traffic.headTimeout: fast (expected: a duration from 1ms to 1h, in ms, s, m, h or d)",
                        "config.xml:7: traffic.publicUrl: a>b (expected: empty, or an absolute http or https URL without user, query"
                                + " and fragment)",
                        "config.xml:9: listeners.http.port: 99999 (expected: a whole number, 0 to 65535)",
                        "config.xml:10: listeners.spdy: unknown element (expected: one of admin, ajp, http, https, portal)",
                        "config.xml:12: datastore.mode: sentinel (expected: embedded or standalone; version 0.1 does not have this"
                                + " yet: Redis Sentinel)",
                        "config.xml:14: datastore.address[2].port: 0 (expected: a whole number, 1 to 65535)",
                        "--set: cluster.nmae: no such setting (expected: cluster.name)");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThat(conf.problems())
                .containsExactly(
                        "config.xml: no such file (expected: the node's configuration; --conf names its directory)");
    }

    @Test
    void reportsWhereAFileIsNotWellFormedAndWhatIsWrongBeforeThat() {
        conf.write("<weir>\n<listeners>\n<http port='x'/>\n<https port='1' & /></listeners></weir>");

        assertThat(conf.problems())
                .containsExactly(
                        "config.xml:3: listeners.http.port: x (expected: a whole number, 0 to 65535)",
                        "config.xml:4: not well-formed in <listeners> " + WELL_FORMED);
    }

    @Test
    void rejectsAnEmptyFile() {
        conf.write("");

        assertThat(conf.problems()).containsExactly("config.xml:1: not well-formed " + WELL_FORMED);
    }

    @Test
    void rejectsAnotherRoot() {
        conf.write("<gateway><node profile='x'/></gateway>");

        assertThat(conf.problems()).contains("config.xml:1: <gateway> (expected: <weir> as the root element)");
    }

    @Test
    void readsNoDocumentTypeAndNoEntity() {
        Path other = conf.write("other.txt", "outside").path().resolve("other.txt");
        conf.write("<!DOCTYPE weir [<!ENTITY x SYSTEM '" + other.toUri() + "'>]>\n<weir/>");

        assertThat(conf.problems()).containsExactly("config.xml:1: <!DOCTYPE> (expected: no document type)");

        conf.write("<!DOCTYPE weir [<!ENTITY x 'y'>]>\n<weir><cluster name='&x;'/></weir>");

        assertThat(conf.problems())
                .containsExactly(
                        "config.xml:1: <!DOCTYPE> (expected: no document type)",
                        "config.xml:2: not well-formed in <weir> " + WELL_FORMED);
    }

    @Test
    void rejectsRepeatedElementsTextAndForeignNames() {
        conf.write("""
                <weir xmlns:o="urn:other">
                  <node/>
                  <node/>
                  <cluster>weir</cluster>
                  <o:quiesce/>
                  <traffic o:maxBody="1KB"/>
                  <listeners.http/>
                  <datastore address.host="a"/>
                </weir>
                """);

        assertThat(conf.problems())
                .containsExactly(
                        "config.xml:3: node[2]: repeated element (expected: one <node>)",
                        "config.xml:4: cluster: text in <cluster> (expected: values in attributes, nothing between the tags)",
                        "config.xml:5: quiesce: namespace (expected: an element without a namespace)",
                        "config.xml:6: traffic.maxBody: namespace (expected: an attribute without a namespace)",
                        "config.xml:7: listeners.http: unknown element (expected: one of analytics, cluster, datastore, listeners,"
                                + " node, quiesce, traffic)",
                        "config.xml:8: datastore.address.host: unknown attribute (expected: one of commandTimeout, database, mode,"
                                + " operationTimeout, password, tls, username)");
    }

    @Test
    void rejectsOtherEncodings() throws IOException {
        conf.write("<?xml version='1.0' encoding='ISO-8859-1'?><weir/>");

        assertThat(conf.problems()).containsExactly("config.xml:1: encoding ISO-8859-1 (expected: UTF-8)");

        Files.write(directory.resolve("config.xml"), "<weir/>".getBytes(StandardCharsets.UTF_16));

        assertThat(conf.problems()).containsExactly("config.xml: not UTF-8 (expected: a file in UTF-8)");
    }

    @Test
    void rejectsAFileThatIsTooLarge() {
        String head = "<weir><!--";
        String tail = "--></weir>";
        int limit = 256 << 10;

        conf.write(head + "x".repeat(limit - head.length() - tail.length()) + tail);
        assertThat(conf.load()).isEqualTo(NodeConfig.defaults());

        conf.write(head + "x".repeat(limit + 1 - head.length() - tail.length()) + tail);
        assertThat(conf.problems()).containsExactly("config.xml: 262145 bytes (expected: at most 256KB)");
    }

    @Test
    void countsLinesInFilesFromWindows() {
        conf.write("<weir>\r\n<http/>\r\n<node\r\n id='a'\r\n weight='x'/></weir>");

        assertThat(conf.problems())
                .containsExactly(
                        "config.xml:2: http: unknown element (expected: one of analytics, cluster, datastore, listeners, node,"
                                + " quiesce, traffic)",
                        "config.xml:5: node.weight: x (expected: a whole number, 0 to 1000)");
    }
}
