package io.weir.addons.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.addons.machine.Machine;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0,--port: 0 (expected: 1 to 65535)",
        "65536,0,--port: 65536",
        "55534,3,--port: 55534 (expected: 1 to 55533"
    })
    void refusesPortsThatThereAreNot(int port, int masters, String message) {
        assertThatThrownBy(() -> new DatastoreSettings(port, "127.0.0.1", masters, null, null))
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 101})
    void refusesAClusterThatCannotAgree(int masters) {
        assertThatThrownBy(() -> new DatastoreSettings(7000, "127.0.0.1", masters, null, null))
                .hasMessage("--masters: " + masters + " (expected: 3 to 100)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", ":6379", "host:", "host:0", "host:70000", "host:x"})
    void refusesAMasterWithoutHostAndPort(String master) {
        assertThatThrownBy(() -> new DatastoreSettings(6380, "127.0.0.1", 0, master, null))
                .hasMessage("--replica-of: " + master + " (expected: HOST:PORT)");
    }

    @Test
    void refusesAClusterOfReplicas() {
        assertThatThrownBy(() -> new DatastoreSettings(7000, "127.0.0.1", 3, "host:1", null))
                .hasMessageContaining("not with --cluster");
    }

    @Test
    void countsTheBusOfAClusterAsTaken() {
        DatastoreSettings settings = new DatastoreSettings(7000, "127.0.0.1", 3, null, null);

        assertThat(settings.ports()).containsExactly(7000, 7001, 7002);
        assertThat(settings.listens(7001)).extracting("port").containsExactly(7001, 17001);
    }

    @Test
    void refusesToBeOpenToOthersWithoutAPassword() {
        DatastoreSettings open = new DatastoreSettings(6379, "0.0.0.0", 0, null, null);

        assertThatThrownBy(() -> recipe(open, Secret.NONE)).hasMessageContaining("--bind: 0.0.0.0 without a password");
        assertThat(recipe(open, Secret.of("x"))).isNotNull();
    }

    @Test
    void refusesAClusterWithoutOneAddress() {
        assertThatThrownBy(() -> recipe(new DatastoreSettings(6379, "0.0.0.0", 3, null, null), Secret.of("x")))
                .hasMessageContaining("--bind: 0.0.0.0 (expected with --cluster");
    }

    private static DatastoreRecipe recipe(DatastoreSettings settings, Secret password) {
        return new DatastoreRecipe(settings, password, null, Machine.here(), Ticker.system());
    }
}
