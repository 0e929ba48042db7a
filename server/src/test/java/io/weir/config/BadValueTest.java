package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** Each setting's values, one by one: what is refused, in which words, and that the schema agrees. */
class BadValueTest {
    private static final String PORT = "a whole number, 0 to 65535";
    private static final String FLAG = "true or false";
    private static final String HOST = "a host name or an IP address";
    private static final String TEXT = "at most 256 characters";
    private static final String NAME = "A-Z, a-z, 0-9, '.', '_' and '-', at most 63 characters";
    private static final String LONG = "x".repeat(257);

    @TempDir
    private Path directory;

    /** Path, what is expected, values that are no such thing at all. */
    static Stream<Arguments> wrongForm() {
        return Stream.of(
                arguments("node.id", "empty, or a-z, 0-9 and -, at most 63 characters", List.of("N1", "-a", "a_b")),
                arguments("node.host", "empty, or " + HOST, List.of("a b", "http://x", "-a", "-")),
                arguments("node.profile", "all-in-one, control-plane, gateway", List.of("", "Gateway", "all")),
                arguments("node.weight", "a whole number, 0 to 1000", List.of("", "-1", "1.5", "+1", "１")),
                arguments("traffic.headTimeout", duration("1ms to 1h"), List.of("", "10", "s", "1.5s", "-1s", "1m30s")),
                arguments("traffic.idleTimeout", duration("1ms to 1d"), List.of("60 s", "60S", "1w")),
                arguments(
                        "traffic.maxRequestLine",
                        size("256B to 1MB"),
                        List.of("", "8kb", "8KiB", "KB", "-8KB", "8.5KB")),
                arguments("traffic.maxHeaderSize", size("256B to 1MB"), List.of("16 KB")),
                arguments("traffic.maxHeaders", "a whole number, 1 to 10000", List.of("", "many")),
                arguments("traffic.maxBody", "empty, or " + size("1B to 1024TB"), List.of("unlimited")),
                arguments(
                        "traffic.publicUrl",
                        "empty, or an absolute http or https URL without user, query and fragment",
                        List.of("example.org", "/base", "ftp://x", "http://", "http://h/?q", "http://h/#f")),
                arguments("quiesce.delay", duration("0s to 1h"), List.of("0")),
                arguments("quiesce.timeout", duration("0s to 1d"), List.of("forever")),
                arguments("cluster.name", NAME, List.of("", "a b", ".a", "x".repeat(64))),
                arguments("cluster.sharedListeners", FLAG, List.of("", "no")),
                arguments("listeners.http.enabled", FLAG, List.of("", "yes", "TRUE", "1")),
                arguments("listeners.http.host", HOST, List.of("", "*", "a/b")),
                arguments(
                        "listeners.http.port",
                        PORT,
                        List.of("", "http", "-1", "0x50", "65536", "99999999999999999999")),
                arguments("listeners.https.enabled", FLAG, List.of("on")),
                arguments("listeners.https.host", HOST, List.of("a b")),
                arguments("listeners.https.port", PORT, List.of("x")),
                arguments("listeners.https.clientAuth", "none, request, require", List.of("", "required")),
                arguments("listeners.ajp.enabled", FLAG, List.of("no")),
                arguments("listeners.ajp.host", HOST, List.of("a b")),
                arguments("listeners.ajp.port", PORT, List.of("x")),
                arguments("listeners.ajp.packetSize", size("8KB to 64KB"), List.of("", "8kb")),
                arguments("listeners.admin.enabled", FLAG, List.of("0")),
                arguments("listeners.admin.host", HOST, List.of("a b")),
                arguments("listeners.admin.port", PORT, List.of("x")),
                arguments("listeners.admin.tls", FLAG, List.of("tls")),
                arguments("listeners.portal.enabled", FLAG, List.of("no")),
                arguments("listeners.portal.host", HOST, List.of("a b")),
                arguments("listeners.portal.port", PORT, List.of("x")),
                arguments("datastore.mode", "embedded, standalone, sentinel, cluster", List.of("", "redis")),
                arguments("datastore.username", TEXT, List.of(LONG)),
                arguments("datastore.database", "a whole number, 0 to 65535", List.of("", "db0")),
                arguments("datastore.tls", FLAG, List.of("yes")),
                arguments("datastore.commandTimeout", duration("1ms to 10s"), List.of("50")),
                arguments("datastore.operationTimeout", duration("1ms to 10m"), List.of("5")),
                arguments("datastore.address.host", HOST, List.of("", "a b")),
                arguments("datastore.address.port", "a whole number, 1 to 65535", List.of("", "0", "x")),
                arguments("analytics.enabled", FLAG, List.of("no")),
                arguments("analytics.mode", "embedded, external", List.of("")),
                arguments("analytics.clusterName", NAME, List.of("")),
                arguments("analytics.username", TEXT, List.of(LONG)),
                arguments("analytics.tls", FLAG, List.of("yes")),
                arguments("analytics.flushInterval", duration("10ms to 1h"), List.of("1")),
                arguments("analytics.maxActionsPerBulk", "a whole number, 1 to 100000", List.of("")),
                arguments("analytics.maxConcurrentBulk", "a whole number, 1 to 64", List.of("")),
                arguments("analytics.sniff", FLAG, List.of("yes")),
                arguments("analytics.retention", duration("1h to 36500d"), List.of("30")),
                arguments("analytics.spoolLimit", size("1MB to 1024TB"), List.of("1gb")),
                arguments("analytics.replicas", "empty, or a whole number, 0 to 10", List.of("auto")),
                arguments("analytics.heap", size("128MB to 31GB"), List.of("512m")),
                arguments("analytics.address.host", HOST, List.of("a b")),
                arguments("analytics.address.port", "a whole number, 1 to 65535", List.of("0")));
    }

    /** Values of the right form that are out of range, which the schema need not know. */
    static Stream<Arguments> outOfRange() {
        return Stream.of(
                arguments("node.host", "empty, or " + HOST, List.of("a:1", "[::1", "::1]", "1::2::3", ":")),
                arguments("node.weight", "a whole number, 0 to 1000", List.of("1001", " 1")),
                arguments("traffic.headTimeout", duration("1ms to 1h"), List.of("0s", "3601s", "999999999999999999d")),
                arguments("traffic.idleTimeout", duration("1ms to 1d"), List.of("0ms", "25h")),
                arguments("traffic.maxRequestLine", size("256B to 1MB"), List.of("255", "2MB", "999999999999999999TB")),
                arguments("traffic.maxHeaderSize", size("256B to 1MB"), List.of("0", "1048577")),
                arguments("traffic.maxHeaders", "a whole number, 1 to 10000", List.of("0", "10001")),
                arguments("traffic.maxBody", "empty, or " + size("1B to 1024TB"), List.of("0B", "1025TB")),
                arguments("listeners.ajp.packetSize", size("8KB to 64KB"), List.of("8191", "65537")),
                arguments(
                        "traffic.trustedProxies",
                        "IP addresses or CIDR blocks, separated by commas",
                        List.of(
                                "localhost",
                                "10.0.0.0/33",
                                "::/129",
                                "10.0.0.1,",
                                ",",
                                "10.0.0.0/",
                                "fe80::1%eth0",
                                "1.2.3")),
                arguments(
                        "traffic.publicUrl",
                        "empty, or an absolute http or https URL without user, query and fragment",
                        List.of("http://u:p@h/", "http://h:65536/")),
                arguments("quiesce.delay", duration("0s to 1h"), List.of("61m")),
                arguments("quiesce.timeout", duration("0s to 1d"), List.of("2d")),
                arguments("datastore.database", "a whole number, 0 to 65535", List.of("65536")),
                arguments("datastore.commandTimeout", duration("1ms to 10s"), List.of("0ms", "11s")),
                arguments("datastore.operationTimeout", duration("1ms to 10m"), List.of("0s", "11m")),
                arguments("analytics.flushInterval", duration("10ms to 1h"), List.of("9ms", "2h")),
                arguments("analytics.maxActionsPerBulk", "a whole number, 1 to 100000", List.of("0", "100001")),
                arguments("analytics.maxConcurrentBulk", "a whole number, 1 to 64", List.of("0", "65")),
                arguments("analytics.retention", duration("1h to 36500d"), List.of("59m", "36501d")),
                arguments("analytics.spoolLimit", size("1MB to 1024TB"), List.of("1023KB", "1025TB")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongForm", "outOfRange"})
    void namesPathLineValueAndExpectation(String path, String expected, List<String> values) {
        for (String value : values) {
            ConfigDirectory conf = new ConfigDirectory(directory).write("\n" + ConfigDirectory.xml(path, value));

            String shown = value.isBlank() || value.startsWith(" ") ? "\"" + value + "\"" : value;
            shown = value.equals(LONG) ? "x".repeat(120) + "…" : shown;
            assertThat(conf.problems())
                    .containsExactly("config.xml:2: " + path + ": " + shown + " (expected: " + expected + ")");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongForm")
    void isRefusedByTheSchemaToo(String path, String expected, List<String> values) throws Exception {
        for (String value : values) {
            assertThat(isValid(ConfigDirectory.xml(path, value))).as(value).isFalse();
        }
    }

    @Test
    void knowsAllSettingsThatCanBeWrong() {
        List<String> free = ConfigComponents.types().entrySet().stream()
                .filter(each -> each.getValue() == Secret.class || each.getValue() == Path.class)
                .map(each -> each.getKey())
                .toList();

        List<String> tested = Stream.concat(wrongForm(), outOfRange())
                .map(each -> ((String) each.get()[0]).replaceAll("address\\.\\w+", "addresses"))
                .distinct()
                .toList();

        assertThat(Stream.concat(free.stream(), tested.stream()))
                .containsExactlyInAnyOrderElementsOf(ConfigComponents.types().keySet());
    }

    private static boolean isValid(String xml) throws Exception {
        try {
            SchemaFactory.newDefaultInstance()
                    .newSchema(Path.of("..", "conf", "config.xsd").toFile())
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
            return true;
        } catch (SAXException invalid) {
            return false;
        }
    }

    private static String duration(String range) {
        return "a duration from " + range + ", in ms, s, m, h or d";
    }

    private static String size(String range) {
        return "a size from " + range + ", in B, KB, MB, GB or TB";
    }
}
