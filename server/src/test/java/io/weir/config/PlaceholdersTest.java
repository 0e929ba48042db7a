package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {
    private static final String FORMS = " (expected: ${env:NAME}, ${file:PATH}, or $${ for a literal ${)";

    @TempDir
    private Path directory;

    private ConfigDirectory conf;

    @BeforeEach
    void setUp() {
        conf = new ConfigDirectory(directory).write("<weir/>");
    }

    @Test
    void putsVariablesInAnywhereAndBeforeValidation() {
        conf.write(
                "<weir><listeners><http port='${env:PORT}'/></listeners><traffic publicUrl='https://${env:HOST}:${env:PORT}'/></weir>");

        NodeConfig config =
                conf.load(Map.of("PORT", "81", "HOST", "api.example.org")).config();

        assertThat(config.listeners().http().port()).isEqualTo(81);
        assertThat(config.traffic().publicUrl()).isEqualTo("https://api.example.org:81");
    }

    @Test
    void readsFilesBesideTheConfigurationWithoutTheirLastNewline() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("secrets")).resolve("redis");

        Files.writeString(elsewhere, "p w\n\n");
        assertThat(password("${file:secrets/redis}")).isEqualTo("p w\n");
        Files.writeString(elsewhere, "pw\r\n");
        assertThat(password("${file:" + elsewhere.toAbsolutePath() + "}")).isEqualTo("pw");
        Files.writeString(elsewhere, "");
        assertThat(password("<${file:secrets/redis}>")).isEqualTo("<>");
    }

    @Test
    void leavesDollarsAndEscapedPlaceholdersAlone() {
        assertThat(password("a$b$$c$")).isEqualTo("a$b$$c$");
        assertThat(password("$${env:X}")).isEqualTo("${env:X}");
        assertThat(password("$$${env:X}")).isEqualTo("$${env:X}");
    }

    @Test
    void searchesNothingThatWasPutIn() {
        String password = conf.load(Map.of("A", "${env:B}"), "datastore.password=${env:A}")
                .config()
                .datastore()
                .password()
                .reveal();

        assertThat(password).isEqualTo("${env:B}");
    }

    @Test
    void reportsWhatIsMissing() {

        assertThat(conf.problems("node.id=${env:NONE}", "cluster.name=${file:none}", "datastore.password=${file:none}"))
                .containsExactly(
                        "--set: node.id: ${env:NONE} (expected: an environment variable NONE)",
                        "--set: cluster.name: ${file:none} (expected: a readable file none)",
                        "--set: datastore.password: ${file:none} (expected: a readable file none)");
    }

    @Test
    void refusesOtherForms() {
        assertThat(conf.problems("node.id=${HOSTNAME}", "node.host=a${env:X", "datastore.password=hunter2${"))
                .containsExactly(
                        "--set: node.id: ${HOSTNAME}" + FORMS,
                        "--set: node.host: a${env:X" + FORMS,
                        "--set: datastore.password: ***" + FORMS);
    }

    @Test
    void readsNoFileOverItsLimit() {
        conf.write("large", "x".repeat(64 << 10));
        assertThat(password("${file:large}")).hasSize(64 << 10);

        conf.write("large", "x".repeat((64 << 10) + 1));
        assertThat(conf.problems("datastore.password=${file:large}"))
                .containsExactly("--set: datastore.password: ${file:large} (expected: a file of at most 64KB: large)");
    }

    private String password(String text) {
        return conf.load("datastore.password=" + text).datastore().password().reveal();
    }
}
