package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossChecksTest {
    @TempDir
    private Path directory;

    private ConfigDirectory conf;

    @BeforeEach
    void setUp() {
        conf = new ConfigDirectory(directory).write("<weir/>");
    }

    @ParameterizedTest
    @CsvSource({
        "listeners.portal.enabled, true, false, developer portal",
        "datastore.mode, sentinel, embedded or standalone, Redis Sentinel",
        "datastore.mode, cluster, embedded or standalone, Redis Cluster"
    })
    void saysWhatThisVersionDoesNotHaveAndWhatToSet(String path, String value, String instead, String feature) {
        assertThat(conf.problems(path + "=" + value))
                .containsExactly("--set: " + path + ": " + value + " (expected: " + instead
                        + "; version 0.1 does not have this yet: " + feature + ")");
    }

    @Test
    void wantsAKeystoreForEachTlsListener() {
        conf.write("""
                <weir><listeners>
                <https enabled="true"/>
                <admin tls="true"
                       keystore="none.p12"/>
                </listeners></weir>
                """);

        assertThat(conf.problems())
                .containsExactlyInAnyOrder(
                        "config.xml: listeners.https.keystore: \"\" (expected: a keystore file, since listeners.https.enabled is true)",
                        "config.xml:4: listeners.admin.keystore: none.p12 (expected: a readable file)");
    }

    @Test
    void wantsAnEmbeddedElasticsearchToBeReachedPlainly() {
        conf.write("""
                <weir><analytics enabled="true" mode="embedded" tls="true" username="weir">
                <address port="9201"/><address port="9202"/>
                </analytics></weir>
                """);

        assertThat(conf.problems())
                .containsExactlyInAnyOrder(
                        "config.xml: analytics.addresses: 2 addresses (expected: one with analytics.mode embedded)",
                        "config.xml:1: analytics.tls: true (expected: false with analytics.mode embedded, whose server has no"
                                + " certificate)",
                        "config.xml:1: analytics.username: weir (expected: empty with analytics.mode embedded, whose server"
                                + " knows no users)");
    }

    @Test
    void wantsAKeyOrAUserForElasticsearchAndNamesNeither() {
        assertThat(conf.problems("analytics.enabled=true", "analytics.apiKey=sesame", "analytics.username=weir"))
                .containsExactly("--set: analytics.apiKey: *** (expected: either a key, or analytics.username and"
                        + " analytics.password)");
    }

    @Test
    void countsAnEmbeddedElasticsearchAmongTheListeners() {
        assertThat(conf.problems(
                        "analytics.enabled=true", "analytics.mode=embedded", "analytics.addresses=127.0.0.1:9000"))
                .singleElement()
                .asString()
                .contains("analytics.addresses: 9000 (expected: a port of its own");
    }

    @Test
    void wantsATruststoreThatCanBeRead() {
        conf.write("<weir><listeners><https truststore='none.pem'/></listeners></weir>");

        assertThat(conf.problems("listeners.https.enabled=true", "listeners.https.keystore=config.xml"))
                .containsExactly("config.xml:1: listeners.https.truststore: none.pem (expected: a readable file)");
    }

    @Test
    void asksForNoKeystoreOfAListenerThatIsOff() {
        conf.write(
                "<weir><listeners><https keystore='none.p12'/><admin enabled='false' tls='true'/></listeners></weir>");

        assertThat(conf.load().listeners().https().keystore()).isEqualTo(directory.resolve("none.p12"));
    }

    @ParameterizedTest
    @CsvSource({
        "listeners.admin.port=8080, listeners.admin.port: 8080, listeners.http.port is 0.0.0.0:8080",
        "listeners.http.port=9000, listeners.admin.port: 9000, listeners.http.port is 0.0.0.0:9000",
        "listeners.ajp.port=8080, listeners.ajp.port: 8080, listeners.http.port is 0.0.0.0:8080",
        "listeners.admin.port=6379, datastore.address.port: 6379, listeners.admin.port is 127.0.0.1:6379",
        "datastore.addresses=127.0.0.1:9000, datastore.addresses: 9000, listeners.admin.port is 127.0.0.1:9000"
    })
    void givesEachListenerAPortOfItsOwn(String set, String problem, String other) {
        assertThat(conf.problems(set))
                .containsExactly((problem.startsWith(set.substring(0, set.indexOf('='))) ? "--set: " : "config.xml: ")
                        + problem + " (expected: a port of its own; " + other + ")");
    }

    @Test
    void allowsOnePortWhereItCannotCollide() {
        assertThat(conf.load("listeners.http.port=0", "listeners.admin.port=0")).isNotNull();
        assertThat(conf.load("listeners.http.host=127.0.0.2", "listeners.admin.port=8080"))
                .isNotNull();
        assertThat(conf.load("listeners.https.port=8080")).isNotNull();
        assertThat(conf.load("node.profile=control-plane", "listeners.admin.port=8080"))
                .isNotNull();
        assertThat(conf.load("datastore.mode=standalone", "listeners.admin.port=6379"))
                .isNotNull();
    }

    @Test
    void wantsOneAddressAndNoTlsOfAnEmbeddedDatastore() {
        assertThat(conf.problems("datastore.addresses=a:1,b:2", "datastore.tls=true"))
                .containsExactly(
                        "--set: datastore.addresses: 2 addresses (expected: one with datastore.mode embedded)",
                        "--set: datastore.tls: true (expected: false with datastore.mode embedded, whose server has no certificate)");
        assertThat(conf.problems("datastore.mode=standalone", "datastore.addresses=a:1,b:2"))
                .containsExactly(
                        "--set: datastore.addresses: 2 addresses (expected: one with datastore.mode standalone)");
    }

    @Test
    void wantsTheListenersThatAProfileIsFor() {
        assertThat(conf.problems("node.profile=control-plane", "listeners.admin.enabled=false"))
                .containsExactly(
                        "--set: listeners.admin.enabled: false (expected: true with node.profile control-plane)");
        assertThat(conf.problems("node.profile=gateway", "listeners.http.enabled=false", "listeners.ajp.enabled=false"))
                .containsExactly(
                        "--set: listeners.http.enabled: false (expected: a traffic listener with node.profile gateway)");
    }

    @Test
    void concludesNothingFromAValueThatWasRefused() {
        assertThat(conf.problems("datastore.mode=standalon", "datastore.addresses=a:1,b:2", "datastore.tls=true"))
                .containsExactly(
                        "--set: datastore.mode: standalon (expected: embedded, standalone, sentinel, cluster)");
        assertThat(conf.problems("node.profile=controlplane", "listeners.admin.enabled=false"))
                .containsExactly("--set: node.profile: controlplane (expected: all-in-one, control-plane, gateway)");
    }

    @Test
    void checksNothingAcrossAFileThatCouldNotBeReadToItsEnd() {
        conf.write("<weir><listeners><https enabled='true'");

        List<String> problems = conf.problems();

        assertThat(problems).hasSize(1).first().asString().contains("not well-formed");
    }
}
