package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.NodeConfig.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several values for one setting counts. */
class OverridesTest {
    private static final String PORT = "listeners.http.port";
    private static final Map<String, String> PORT_VARIABLE = Map.of("WEIR_LISTENERS_HTTP_PORT", "2");

    @TempDir
    private Path directory;

    private ConfigDirectory conf;

    @BeforeEach
    void setUp() {
        conf = new ConfigDirectory(directory).write("<weir/>");
    }

    @Test
    void takesSetBeforeEnvironmentBeforeFileBeforeDefault() {
        assertThat(port(conf.load(Map.of()))).isEqualTo(8080);

        conf.write(ConfigDirectory.xml(PORT, "1"));
        assertThat(port(conf.load(Map.of()))).isEqualTo(1);
        assertThat(port(conf.load(PORT_VARIABLE))).isEqualTo(2);
        assertThat(port(conf.load(PORT_VARIABLE, PORT + "=3"))).isEqualTo(3);
        assertThat(port(conf.load(PORT_VARIABLE, PORT + "=3", PORT + "=4"))).isEqualTo(4);
    }

    @Test
    void reachesEverySettingByBothWays() {
        for (String path : ConfigComponents.types().keySet()) {
            boolean isSecret = path.endsWith("assword") || path.endsWith("secret") || path.endsWith("apiKey");
            String rubbish = isSecret ? "${" : "\0";
            String shown = rubbish.equals("\0") ? "\uFFFD" : "***";

            List<String> bySet = conf.problems(path + "=" + rubbish);
            List<String> byVariable = conf.problems(Map.of(Overrides.variable(path), rubbish));

            assertThat(bySet).singleElement().asString().startsWith("--set: " + path + ": " + shown + " (expected: ");
            assertThat(byVariable)
                    .singleElement()
                    .asString()
                    .startsWith(Overrides.variable(path) + ": " + path + ": " + shown + " (expected: ");
        }
    }

    @Test
    void namesVariablesInUpperCase() {
        assertThat(Overrides.variable("datastore.commandTimeout")).isEqualTo("WEIR_DATASTORE_COMMANDTIMEOUT");
        assertThat(Overrides.variable("a-b.c")).isEqualTo("WEIR_A_B_C");
    }

    @Test
    void looksAtNothingThatIsOverridden() {
        conf.write(ConfigDirectory.xml("datastore.password", "${env:MISSING}"));

        assertThat(conf.load("datastore.password=other").datastore().password()).isEqualTo(Secret.of("other"));
        assertThat(conf.problems())
                .containsExactly(
                        "config.xml:1: datastore.password: ${env:MISSING} (expected: an environment variable MISSING)");
    }

    @Test
    void saysWhereABadValueCameFrom() {
        assertThat(conf.problems(Map.of("WEIR_NODE_WEIGHT", "heavy"), PORT + "=x", "node.profile"))
                .containsExactlyInAnyOrder(
                        "WEIR_NODE_WEIGHT: node.weight: heavy (expected: a whole number, 0 to 1000)",
                        "--set: listeners.http.port: x (expected: a whole number, 0 to 65535)",
                        "--set: node.profile (expected: path=value)");
    }

    @Test
    void namesTheNearestPathOfAnUnknownOneButNotItsValue() {
        assertThat(conf.problems("listener.http.prot=1", "datastore.pasword=hunter2", "=x"))
                .containsExactlyInAnyOrder(
                        "--set: listener.http.prot: no such setting (expected: listeners.http.port)",
                        "--set: datastore.pasword: no such setting (expected: datastore.password)",
                        "--set: \"\": no such setting (expected: node.id)");
    }

    @Test
    void warnsOfUnknownVariablesOnly() {
        Map<String, String> environment = Map.of(
                "WEIR_DATASTORE_PASWORD",
                "hunter2",
                "WEIR_TOKEN",
                "t",
                "WEIR_JAVA_OPTS",
                "-Xmx1g",
                "WEIRD",
                "x",
                "PATH",
                "/bin");

        assertThat(conf.load(environment).warnings())
                .containsExactly("WEIR_DATASTORE_PASWORD: no such setting, ignored (nearest: WEIR_DATASTORE_PASSWORD)");
    }

    @Test
    void refusesLogSettingsThatLogbackWouldTakeSilently() {
        assertThat(conf.problems(Map.of("WEIR_LOG_FORMAT", "xml", "WEIR_LOG_LEVEL", "loud", "WEIR_ACCESS_LOG", "on")))
                .containsExactlyInAnyOrder(
                        "WEIR_LOG_FORMAT: xml (expected: text or json)",
                        "WEIR_LOG_LEVEL: loud (expected: off, error, warn, info, debug or trace)",
                        "WEIR_ACCESS_LOG: on (expected: off, error, warn, info, debug or trace)");
        assertThat(conf.load(Map.of("WEIR_LOG_FORMAT", "json", "WEIR_LOG_LEVEL", "DEBUG", "WEIR_ACCESS_LOG", "info"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void replacesAListOfAddresses() {
        conf.write("<weir><analytics><address host='a'/><address host='b'/></analytics></weir>");

        assertThat(conf.load("analytics.addresses=e1:9201, [::1]:9202")
                        .analytics()
                        .addresses())
                .containsExactly(new Address("e1", 9201), new Address("::1", 9202));
        assertThat(conf.load(Map.of("WEIR_DATASTORE_ADDRESSES", "redis:6380"))
                        .config()
                        .datastore()
                        .addresses())
                .containsExactly(new Address("redis", 6380));
        for (String bad : List.of("", "h", "h:", "h:0", "::1:80", "[::1]", "h:1,", "[h]:1", ":1")) {
            assertThat(conf.problems("datastore.addresses=" + bad))
                    .singleElement()
                    .asString()
                    .endsWith("(expected: host:port,host:port with ports 1 to 65535, IPv6 hosts in brackets)");
        }
    }

    @Test
    void changesHalfOfASingleAddress() {
        assertThat(conf.load("datastore.address.port=6380").datastore().addresses())
                .containsExactly(new Address("127.0.0.1", 6380));

        conf.write("<weir><datastore><address host='a' port='${env:MISSING}'/></datastore></weir>");
        assertThat(conf.load("datastore.address.port=6381").datastore().addresses())
                .containsExactly(new Address("a", 6381));
    }

    @Test
    void refusesToChangeHalfOfOneOfSeveralAddresses() {
        conf.write("<weir><analytics><address host='a'/><address host='b'/></analytics></weir>");

        assertThat(conf.problems("analytics.address.host=c"))
                .containsExactly(
                        "--set: analytics.address.host: c (expected: analytics.addresses instead, since the file lists several"
                                + " addresses)");
    }

    @Test
    void letsTheStrongerOfTwoAddressOverridesCount() {
        Map<String, String> host = Map.of("WEIR_DATASTORE_ADDRESS_HOST", "a");

        assertThat(conf.load(host, "datastore.addresses=b:1")
                        .config()
                        .datastore()
                        .addresses())
                .containsExactly(new Address("b", 1));
        assertThat(conf.problems("datastore.addresses=b:1", "datastore.address.port=2"))
                .containsExactly("--set: datastore.address.port: 2 (expected: not together with datastore.addresses)");
    }

    private static int port(LoadedConfig loaded) {
        return loaded.config().listeners().http().port();
    }
}
