package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That docs/configuration.md says what is so. */
class ConfigurationDocsTest {
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| (\\w+) \\|([^|]*)\\|([^|]*)\\|([^|]+)\\|");
    private static final Pattern EXAMPLE = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    private static String page = "";
    private static List<Row> rows = List.of();

    @TempDir
    private Path directory;

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("..", "docs", "configuration.md"));
        rows = ROW.matcher(page).results().map(Row::of).toList();
    }

    @Test
    void hasOneRowForEachSetting() {
        Stream<String> halves = Stream.of("datastore.address.", "analytics.address.")
                .flatMap(prefix -> Stream.of(prefix + "host", prefix + "port"));

        List<String> settings = Stream.concat(ConfigComponents.types().keySet().stream(), halves)
                .toList();

        assertThat(rows).extracting(Row::path).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void statesTheDefaults() {
        ConfigDirectory conf = new ConfigDirectory(directory).write("<weir/>");

        for (Row row : rows) {
            assertThat(conf.load(row.path() + "=" + row.defaultValue()))
                    .as(row.path())
                    .isEqualTo(NodeConfig.defaults());
        }
    }

    @Test
    void statesTheValuesAsTheMessagesDo() {
        ConfigDirectory conf = new ConfigDirectory(directory).write("<weir/>");

        for (Row row : rows) {
            if (!row.type().equals("secret")) {
                assertThat(conf.problems(row.path() + "=\0"))
                        .singleElement()
                        .asString()
                        .endsWith(" (expected: " + row.values() + ")");
            }
        }
    }

    @Test
    void marksSecrets() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.type().equals("secret")).isEqualTo(Setting.isSecret(row.path())));
    }

    @Test
    void listsTheVariablesThatAreNoSettings() {
        TreeSet<String> named = new TreeSet<>();
        Matcher matcher = Pattern.compile("WEIR_[A-Z_]+").matcher(page);
        while (matcher.find()) {
            named.add(matcher.group());
        }
        for (Row row : rows) {
            named.remove(Overrides.variable(row.path()));
        }
        named.remove("WEIR_");

        assertThat(named).containsExactlyInAnyOrderElementsOf(LauncherVariables.NAMES);
    }

    @Test
    void showsExamplesThatLoad() throws IOException {
        ConfigDirectory conf = new ConfigDirectory(directory);
        Files.createDirectory(directory.resolve("tls"));
        List.of("gateway.p12", "gateway.password", "admin.p12").forEach(name -> conf.write("tls/" + name, "x"));
        Path redisPassword = directory.resolve("redis");
        conf.write("redis", "secret");

        List<String> examples = EXAMPLE.matcher(page)
                .results()
                .map(match -> match.group(1).replace("/run/secrets/redis", redisPassword.toString()))
                .toList();

        assertThat(examples)
                .hasSize(2)
                .allSatisfy(example -> assertThat(conf.write(example)
                                .load(Map.of("ADMIN_KEYSTORE_PASSWORD", "x"))
                                .warnings())
                        .isEmpty());
    }

    private record Row(String path, String type, String defaultValue, String values) {
        static Row of(MatchResult match) {
            return new Row(
                    match.group(1),
                    match.group(2),
                    match.group(3).strip().replace("`", ""),
                    match.group(4).strip());
        }
    }
}
