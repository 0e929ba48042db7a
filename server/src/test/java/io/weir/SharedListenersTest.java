package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.SharedListener;
import io.weir.config.ConfigLoader;
import io.weir.config.NodeConfig;
import io.weir.memory.InMemoryListenerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedListenersTest {
    private static final SharedListener EIGHTY = new SharedListener(true, "10.0.0.1", 80);

    private final InMemoryListenerSettings settings = new InMemoryListenerSettings();
    private @TempDir Path folder;

    @Test
    void aNodeTakesWhatTheClusterSaysAndKeepsTheRest() throws Exception {
        settings.write(new TreeMap<>(Map.of("http", EIGHTY, "ajp", new SharedListener(false, "::", 9))));

        NodeConfig.Listeners taken = take(Set.of(), true).listeners();

        assertThat(taken.http()).isEqualTo(new NodeConfig.Http(true, "10.0.0.1", 80));
        assertThat(taken.ajp().enabled()).isFalse();
        assertThat(taken.ajp().packetSize()).isEqualTo(8 << 10);
        assertThat(taken.https()).isEqualTo(NodeConfig.defaults().listeners().https());
    }

    @Test
    void whatTheNodeHasOfItsOwnWins() throws Exception {
        settings.write(new TreeMap<>(Map.of("http", EIGHTY)));

        assertThat(take(Set.of("listeners.http.port"), true).listeners().http())
                .isEqualTo(new NodeConfig.Http(true, "10.0.0.1", 8080));
    }

    @Test
    void aNodeThatSharesNothingIsLeftAlone() throws Exception {
        settings.write(new TreeMap<>(Map.of("http", EIGHTY)));

        assertThat(take(Set.of(), false).listeners())
                .isEqualTo(NodeConfig.defaults().listeners());
    }

    @Test
    void goesByWhatItTookLastWhileTheStoreIsAway() throws Exception {
        settings.write(new TreeMap<>(Map.of("http", EIGHTY)));
        take(Set.of(), true);

        NodeConfig again =
                new SharedListeners(folder.resolve("listeners.json"), Set.of()).over(config(true), new Away());

        assertThat(again.listeners().http().port()).isEqualTo(80);
    }

    @Test
    void namesTheKeystoreThatIsMissing() {
        settings.write(new TreeMap<>(Map.of("https", EIGHTY)));

        assertThatThrownBy(() -> take(Set.of(), true))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("listeners.https.keystore: empty (expected: ");
    }

    private NodeConfig take(Set<String> overridden, boolean isShared) throws Exception {
        return new SharedListeners(folder.resolve("listeners.json"), overridden).over(config(isShared), settings);
    }

    private static NodeConfig config(boolean isShared) {
        return new ConfigLoader(Map.of())
                .load(Path.of("../conf"), List.of("cluster.sharedListeners=" + isShared))
                .config();
    }

    private static final class Away implements ListenerSettings {
        @Override
        public SortedMap<String, SharedListener> read() throws StoreUnavailableException {
            throw new StoreUnavailableException("away");
        }

        @Override
        public void write(SortedMap<String, SharedListener> listeners) throws StoreUnavailableException {
            throw new StoreUnavailableException("away");
        }

        @Override
        public void close() {}
    }
}
