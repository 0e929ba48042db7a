package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link ListenerSettings} does. */
public abstract class ListenerSettingsContract {
    private static final SharedListener HTTP = new SharedListener(true, "0.0.0.0", 80);
    private static final SharedListener HTTPS = new SharedListener(false, "10.0.0.1", 443);

    protected abstract ListenerSettings settings();

    @Test
    void saysNothingAtFirstAndThenWhatWasSaidLast() throws Exception {
        settings().write(new TreeMap<>());
        assertThat(settings().read()).isEmpty();

        settings().write(new TreeMap<>(Map.of("http", HTTP, "https", HTTPS)));
        assertThat(settings().read()).containsEntry("http", HTTP).containsEntry("https", HTTPS);

        settings().write(new TreeMap<>(Map.of("http", HTTPS)));
        assertThat(settings().read()).containsOnlyKeys("http").containsEntry("http", HTTPS);
    }
}
