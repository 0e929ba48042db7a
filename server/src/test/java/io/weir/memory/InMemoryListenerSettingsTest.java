package io.weir.memory;

import io.weir.cluster.ListenerSettings;
import io.weir.cluster.ListenerSettingsContract;

class InMemoryListenerSettingsTest extends ListenerSettingsContract {
    private final ListenerSettings settings = new InMemoryListenerSettings();

    @Override
    protected ListenerSettings settings() {
        return settings;
    }
}
