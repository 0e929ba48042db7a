package io.weir.analytics.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analytics.settings.AnalyticsProbe.Server;
import io.weir.config.AnalyticsValues;
import io.weir.config.ConfigFile;
import io.weir.config.ConfigLoader;
import io.weir.config.NodeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsSwitchTest {
    private static final Server SERVER =
            new Server("9.5.0", "groot-elasticsearch", 3, "green", true, Duration.ofMillis(2));

    @TempDir
    private Path directory;

    private final List<NodeConfig.Analytics> applied = new ArrayList<>();
    private final List<NodeConfig.Analytics> probed = new ArrayList<>();
    private @Nullable AnalyticsObstacleException obstacle;

    @BeforeEach
    void writeFile() throws Exception {
        Files.writeString(directory.resolve(ConfigLoader.FILE), """
                <weir>
                  <!-- kept -->
                  <analytics enabled='false' clusterName='groot-elasticsearch'/>
                </weir>
                """);
    }

    private AnalyticsSwitch analytics(String... sets) {
        ConfigFile file = new ConfigFile(directory, Map.of(), List.of(sets));
        return new AnalyticsSwitch(file.load().config().analytics(), file, this::probe, applied::add);
    }

    private Server probe(NodeConfig.Analytics wanted) throws AnalyticsObstacleException {
        probed.add(wanted);
        if (obstacle != null) {
            throw obstacle;
        }
        return SERVER;
    }

    private NodeConfig.Analytics wanted(Map<String, String> values) {
        return AnalyticsValues.read(directory, values);
    }

    private String file() throws Exception {
        return Files.readString(directory.resolve(ConfigLoader.FILE));
    }

    @Test
    void putsValuesInForceAndIntoTheFile() throws Exception {
        NodeConfig.Analytics wanted = wanted(Map.of(
                "enabled", "true",
                "addresses", "es1:9200,es2:9201",
                "password", "secret",
                "username", "weir",
                "retention", "P7D",
                "spoolLimit", "2147483648",
                "replicas", "2"));
        AnalyticsSwitch analytics = analytics();

        AnalyticsChanged changed = analytics.change(wanted, false);

        assertThat(changed.isChanged()).isTrue();
        assertThat(applied).containsExactly(wanted);
        assertThat(analytics.current()).isEqualTo(wanted);
        assertThat(file())
                .contains(
                        "<!-- kept -->", "retention='7d'", "spoolLimit='2GB'", "replicas='2'", "<address host=\"es1\"");
        assertThat(analytics().current()).isEqualTo(wanted);
    }

    @Test
    void doesNothingWhereTheyAreInForceAlready() throws Exception {
        String before = file();
        AnalyticsSwitch analytics = analytics();

        AnalyticsChanged changed = analytics.change(analytics.current(), false);

        assertThat(changed.isChanged()).isFalse();
        assertThat(applied).isEmpty();
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void staysAsItIsWhereTheServerDoesNotFit() throws Exception {
        obstacle = new AnalyticsObstacleException(AnalyticsObstacle.REFUSED, "nothing listens");
        String before = file();
        AnalyticsSwitch analytics = analytics();

        assertThatThrownBy(() -> analytics.change(wanted(Map.of("enabled", "true")), false))
                .isEqualTo(obstacle);
        assertThat(applied).isEmpty();
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void takesAServerThatIsAwayWhereThatIsWanted() throws Exception {
        obstacle = new AnalyticsObstacleException(AnalyticsObstacle.REFUSED, "nothing listens");
        NodeConfig.Analytics wanted = wanted(Map.of("enabled", "true"));

        analytics().change(wanted, true);

        assertThat(applied).containsExactly(wanted);
    }

    @Test
    void asksNobodyWhereAnalyticsAreSwitchedOff() throws Exception {
        AnalyticsSwitch analytics = analytics();
        analytics.change(wanted(Map.of("enabled", "true")), false);
        probed.clear();

        AnalyticsChanged changed = analytics.change(wanted(Map.of("enabled", "false")), false);

        assertThat(probed).isEmpty();
        assertThat(changed.warnings()).containsExactly("nothing is recorded from now on");
    }

    @Test
    void asksNobodyWhereTheServerIsYetToBeStarted() throws Exception {
        obstacle = new AnalyticsObstacleException(AnalyticsObstacle.REFUSED, "nothing listens");

        AnalyticsTest test = analytics().test(wanted(Map.of("enabled", "true", "mode", "embedded")));

        assertThat(test.obstacles()).isEmpty();
        assertThat(test.server()).isNull();
        assertThat(test.warnings()).singleElement().asString().contains("is started");
    }

    @Test
    void tellsWhatAnswersWithoutChangingAnything() throws Exception {
        String before = file();

        AnalyticsTest test = analytics().test(wanted(Map.of("enabled", "true")));

        assertThat(test.server()).isEqualTo(SERVER);
        assertThat(test.obstacles()).isEmpty();
        assertThat(applied).isEmpty();
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void namesWhatDecidesInsteadOfTheFile() throws Exception {
        AnalyticsTest test = analytics("analytics.clusterName=fixed").test(wanted(Map.of("enabled", "true")));

        assertThat(test.obstacles())
                .singleElement()
                .satisfies(found -> assertThat(found.obstacle()).isEqualTo(AnalyticsObstacle.CONFIG))
                .satisfies(found -> assertThat(found.message()).contains("--set: analytics.clusterName"));
    }
}
