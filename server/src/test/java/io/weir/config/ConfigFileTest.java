package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final DataStore ELSEWHERE = new DataStore(
            NodeConfig.DataStoreMode.STANDALONE,
            "weir",
            Secret.of("a<b>&\"c' ${x}"),
            3,
            true,
            java.time.Duration.ofMillis(70),
            java.time.Duration.ofSeconds(9),
            List.of(new Address("redis.internal", 6380)));

    private @TempDir Path directory;

    @Test
    void changesTheShippedFileInTheValuesAlone() throws Exception {
        write(Files.readString(Path.of("../conf/config.xml")));
        String before = read();

        file().prepare(toElsewhere()).write();

        assertThat(file().load().config().datastore()).isEqualTo(ELSEWHERE);
        assertThat(read())
                .isEqualTo(before.replace(
                                "<datastore mode=\"embedded\" username=\"\" password=\"\" database=\"0\" tls=\"false\""
                                        + " commandTimeout=\"50ms\" operationTimeout=\"5s\">",
                                "<datastore mode=\"standalone\" username=\"weir\""
                                        + " password=\"a&lt;b>&amp;&quot;c' $${x}\" database=\"3\" tls=\"true\""
                                        + " commandTimeout=\"70ms\" operationTimeout=\"9s\">")
                        .replace(
                                "<address host=\"127.0.0.1\" port=\"6379\"/>",
                                "<address host=\"redis.internal\" port=\"6380\"/>"));
        assertThat(directory.resolve("config.xml.bak")).hasContent(before);
    }

    @Test
    void addsWhatIsMissingLaidOutLikeItsNeighbours() throws Exception {
        write("<weir>\r\n\t<!-- <datastore/> -->\r\n\t<node id='a'/>\r\n</weir>\r\n");

        file().prepare(toElsewhere()).write();

        assertThat(read())
                .isEqualTo("<weir>\r\n\t<!-- <datastore/> -->\r\n\t<node id='a'/>\r\n"
                        + "\t<datastore mode=\"standalone\" username=\"weir\" password=\"a&lt;b>&amp;&quot;c' $${x}\""
                        + " database=\"3\" tls=\"true\" commandTimeout=\"70ms\" operationTimeout=\"9s\">\r\n"
                        + "\t  <address host=\"redis.internal\" port=\"6380\"/>\r\n"
                        + "\t</datastore>\r\n</weir>\r\n");
    }

    @Test
    void opensAnElementThatWasClosedAtOnce() throws Exception {
        write("\uFEFF<weir  />");
        file().prepare(edit("node.weight", "7")).write();
        assertThat(read()).isEqualTo("\uFEFF<weir  ><node weight=\"7\"/></weir>");

        write("""
                <weir>
                  <node id='a'
                        weight = '1' />
                  <datastore tls='false'/>
                </weir>
                """);
        file().prepare(new ConfigEdit(
                        Map.of("datastore.database", "2", "node.host", "h"),
                        Map.of("datastore", List.of(new Address("::1", 1)))))
                .write();
        assertThat(read()).isEqualTo("""
                        <weir>
                          <node id='a'
                                weight = '1' host='h' />
                          <datastore tls='false' database='2'>
                            <address host="::1" port="1"/>
                          </datastore>
                        </weir>
                        """);
    }

    @Test
    void makesAListOfAddressesLongerAndShorter() throws Exception {
        String head = "<weir>\n <analytics>\n  <!-- one -->\n  <address host='a' port='1'/>\n";
        write(head + " </analytics>\n</weir>\n");

        file().prepare(addresses("a:1", "b:2", "c:3")).write();
        assertThat(read())
                .isEqualTo(head + "  <address host=\"b\" port=\"2\"/>\n  <address host=\"c\" port=\"3\"/>\n"
                        + " </analytics>\n</weir>\n");

        file().prepare(addresses("d:4")).write();
        assertThat(read()).isEqualTo(head.replace("'a' port='1'", "'d' port='4'") + " </analytics>\n</weir>\n");
    }

    @Test
    void namesWhatDecidesInsteadOfTheFile() throws Exception {
        String xml = "<weir>\n<datastore mode=\"standalone\" password=\"x${file:secret}\" database=\"$${1}\"/></weir>";
        write(xml.replace("$${1}", "1"));
        Files.writeString(directory.resolve("secret"), "y\n");
        ConfigFile file =
                new ConfigFile(directory, Map.of("WEIR_DATASTORE_DATABASE", "4"), List.of("datastore.addresses=a:1"));
        DataStore now = file.load().config().datastore();

        assertThatThrownBy(() -> file.prepare(ConfigEdit.ofDataStore(now, ELSEWHERE)))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("--set: datastore.addresses: a:1 (expected: no override")
                .hasMessageContaining("WEIR_DATASTORE_DATABASE: datastore.database: 4 (expected: no override")
                .hasMessageContaining("config.xml:2: datastore.password: ${file:secret} (expected: a value that stands")
                .hasMessageNotContaining("xy");
        assertThat(read()).isEqualTo(xml.replace("$${1}", "1"));
    }

    @Test
    void leavesAloneWhatAlreadyHasTheWantedValue() throws Exception {
        write("<weir><datastore mode=\"standalone\" password=\"${file:secret}\" database=\"1\"/></weir>");
        Files.writeString(directory.resolve("secret"), "y\n");
        DataStore now = file().load().config().datastore();
        DataStore wanted = new DataStore(
                now.mode(),
                now.username(),
                Secret.of("y"),
                2,
                false,
                now.commandTimeout(),
                now.operationTimeout(),
                now.addresses());

        file().prepare(ConfigEdit.ofDataStore(now, wanted)).write();

        assertThat(read())
                .isEqualTo("<weir><datastore mode=\"standalone\" password=\"${file:secret}\" database=\"2\"/></weir>");
    }

    @Test
    void writesNoFileThatNoNodeWouldStartWith() throws Exception {
        write("<weir><datastore mode='standalone'/></weir>");

        assertThatThrownBy(() -> file().prepare(edit("datastore.database", "-1")))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("datastore.database: -1 (expected: a whole number, 0 to 65535)");
        assertThatThrownBy(() -> file().prepare(edit("datastore.password", "a\u0001b")))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("datastore.password: a character that XML does not have")
                .hasMessageNotContaining("a\u0001b");
        assertThatThrownBy(() -> file().prepare(edit("datastore.nonsense", "1")))
                .hasMessageContaining("unknown attribute");

        write("<weir><datastore mode='standalone'></weir>");
        assertThatThrownBy(() -> file().prepare(edit("datastore.database", "1")))
                .hasMessageContaining("not well-formed");
    }

    @Test
    void leavesAReadOnlyFileAlone() throws Exception {
        write("<weir/>");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("r--r--r--"));

        assertThatThrownBy(() -> file().prepare(edit("node.weight", "7")))
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("config.xml: read-only (expected: a file that this user may write)");
        assertThat(files()).containsExactly("config.xml");
    }

    @Test
    void keepsPermissionsAndFollowsALink() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real")).resolve("weir.xml");
        Files.writeString(real, "<weir/>");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(path(), real);

        file().prepare(edit("node.weight", "7")).write();

        assertThat(path()).isSymbolicLink();
        assertThat(read()).contains("weight=\"7\"");
        for (Path each : List.of(real, real.resolveSibling("weir.xml.bak"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-r-----");
        }
        try (Stream<Path> all = Files.list(real.getParent())) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void doesNotWriteOverSomebodyElsesChange() throws Exception {
        write("<weir/>");
        ConfigFile.Rewrite rewrite = file().prepare(edit("node.weight", "7"));
        write("<weir><!-- mine --></weir>");

        assertThatThrownBy(rewrite::write)
                .isInstanceOf(ConfigFileException.class)
                .hasMessageContaining("changed meanwhile");
        assertThat(read()).isEqualTo("<weir><!-- mine --></weir>");
        assertThat(files()).containsExactly("config.xml");
    }

    @Test
    void touchesNothingWhereNothingChanges() throws Exception {
        write("<weir/>");

        file().prepare(ConfigEdit.ofDataStore(ELSEWHERE, ELSEWHERE)).write();

        assertThat(files()).containsExactly("config.xml");
    }

    @Test
    void hidesValues() {
        assertThat(toElsewhere().toString()).contains("datastore.password").doesNotContain("a<b>");
    }

    private static ConfigEdit edit(String path, String value) {
        return new ConfigEdit(Map.of(path, value), Map.of());
    }

    private static ConfigEdit addresses(String... addresses) {
        return new ConfigEdit(
                Map.of(),
                Map.of(
                        "analytics",
                        Stream.of(addresses)
                                .map(address -> address.split(":"))
                                .map(parts -> new Address(parts[0], Integer.parseInt(parts[1])))
                                .toList()));
    }

    private static ConfigEdit toElsewhere() {
        return ConfigEdit.ofDataStore(NodeConfig.defaults().datastore(), ELSEWHERE);
    }

    private ConfigFile file() {
        return new ConfigFile(directory, Map.of(), List.of());
    }

    private Path path() {
        return directory.resolve("config.xml");
    }

    private void write(String text) throws IOException {
        Files.write(path(), text.getBytes(StandardCharsets.UTF_8));
    }

    private String read() throws IOException {
        return Files.readString(path());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
