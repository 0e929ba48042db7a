package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsHiddenTest {
    @TempDir
    private Path directory;

    private ConfigDirectory conf;

    @BeforeEach
    void setUp() {
        conf = new ConfigDirectory(directory).write("<weir/>");
    }

    @Test
    void knowsEachSecretByItsName() {
        assertThat(ConfigComponents.types())
                .allSatisfy((path, type) ->
                        assertThat(Setting.isSecret(path)).as(path).isEqualTo(type == Secret.class));
    }

    @Test
    void printsNoSecretOfALoadedConfiguration() {
        List<String> paths = ConfigComponents.types().keySet().stream()
                .filter(Setting::isSecret)
                .toList();
        String[] sets = paths.stream().map(path -> path + "=hunter2").toArray(String[]::new);

        NodeConfig config = conf.load(sets);

        assertThat(config.datastore().password().reveal()).isEqualTo("hunter2");
        assertThat(config.toString()).contains("***").doesNotContain("hunter2");
        assertThat(new Setting("datastore.password", "hunter2", Setting.Origin.SET, "--set", 0).toString())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<weir><datastore password='hunter2${'/></weir>",
                "<weir><datastore pasword='hunter2'/></weir>",
                "<weir><datastore password=\"a\"hunter2\"/></weir>",
                "<weir><datastore password='&hunter2'/></weir>",
                "<weir><datastore password='&hunter2;'/></weir>",
                "<weir><datastore password='<hunter2'/></weir>",
                "<weir><datastore password=hunter2/></weir>",
                "<weir><datastore password='hunter2' password='hunter2'/></weir>",
                "<weir><datastore password='hunter2'</weir>",
                "<weir><datastore>hunter2</datastore></weir>",
                "<weir><datastore><password value='hunter2'/></datastore></weir>",
                "<weir><datastore xmlns:x='y' x:password='hunter2'/></weir>",
                "<weir><node password='hunter2' profile='x'/></weir>",
                "<weir><node profile='${file:secret}'/></weir>",
                "<weir><listeners><http port='${env:SECRET}'/></listeners></weir>"
            })
    void printsNoSecretOfARejectedFile(String xml) {
        conf.write(xml).write("secret", "hunter2");

        List<String> problems = conf.problems(Map.of("SECRET", "hunter2"));

        assertThat(problems).isNotEmpty().noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void printsNoSecretOfARejectedOverride() {
        Stream.of("datastore.pasword=hunter2", "datastore.password=hunter2${")
                .forEach(set -> assertThat(conf.problems(set)).noneMatch(line -> line.contains("hunter2")));
        assertThat(conf.load(Map.of("WEIR_DATASTORE_PASWORD", "hunter2")).warnings())
                .noneMatch(line -> line.contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2 x", "hunter2#", "$(hunter2)", "h\u00FCnter2", "hunter2\t"})
    void wantsAnAjpSecretThatWebServersCanSend(String secret) {
        assertThat(conf.problems("listeners.ajp.secret=" + secret))
                .containsExactly("--set: listeners.ajp.secret: ***"
                        + " (expected: empty, or at most 1024 visible ASCII characters without # and $()");
        assertThat(conf.problems("listeners.ajp.secret=" + "x".repeat(1025))).hasSize(1);
        assertThat(conf.load("listeners.ajp.secret=" + "x".repeat(1024))).isNotNull();
    }
}
