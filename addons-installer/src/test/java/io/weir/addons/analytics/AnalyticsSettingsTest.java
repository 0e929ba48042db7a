package io.weir.addons.analytics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.addons.machine.Machine;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"1g1", "127m", "32g", "512", "0m", "-1g", "512M"})
    void refusesAHeapThatIsNone(String heap) {
        assertThatThrownBy(() -> settings(9200, 9300, "x", List.of(), heap))
                .hasMessage("--heap: " + heap + " (expected: 128m to 31g)");
    }

    @ParameterizedTest
    @CsvSource({"0,9300,--http-port: 0", "9200,65536,--transport-port: 65536", "9200,9200,--transport-port: 9200"})
    void refusesPortsThatThereAreNot(int http, int transport, String message) {
        assertThatThrownBy(() -> settings(http, transport, "x", List.of(), "1g"))
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesNamesAndSeedsThatCannotBe() {
        assertThatThrownBy(() -> settings(9200, 9300, "a b", List.of(), "1g"))
                .hasMessageContaining("--cluster-name: a b");
        assertThatThrownBy(() -> settings(9200, 9300, "a", List.of("host"), "1g"))
                .hasMessage("--seed: host (expected: HOST:PORT of a transport port)");
    }

    @Test
    void refusesAMachineOnWhichItWouldNotStart(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("sys/vm"));
        Files.writeString(proc.resolve("sys/vm/max_map_count"), "65530\n");
        Machine machine = new Machine(false, "me", "", proc, proc);
        AnalyticsSettings open = new AnalyticsSettings(9200, 9300, "0.0.0.0", "x", List.of(), "1g");

        assertThatThrownBy(() -> new AnalyticsRecipe(open, null, (bytes, total) -> {}, machine, Ticker.system()))
                .hasMessageContaining("sysctl -w vm.max_map_count=262144");
    }

    private static AnalyticsSettings settings(int http, int transport, String name, List<String> seeds, String heap) {
        return new AnalyticsSettings(http, transport, "127.0.0.1", name, seeds, heap);
    }
}
