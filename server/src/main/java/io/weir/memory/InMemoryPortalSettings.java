package io.weir.memory;

import io.weir.session.PortalSettings;
import io.weir.session.PortalSettingsStore;

/** The portal's settings of one process. Never away; any thread. */
public final class InMemoryPortalSettings implements PortalSettingsStore {
    private volatile PortalSettings settings = PortalSettings.DEFAULTS;

    @Override
    public PortalSettings read() {
        return settings;
    }

    @Override
    public void write(PortalSettings wanted) {
        settings = wanted;
    }
}
