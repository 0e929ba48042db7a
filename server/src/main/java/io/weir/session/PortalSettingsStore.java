package io.weir.session;

import io.weir.catalog.StoreUnavailableException;

/** Where the portal's settings are kept for the whole cluster. Blocks on the network; any thread but an event loop. */
public interface PortalSettingsStore {

    /** What is in force. */
    PortalSettings read() throws StoreUnavailableException;

    /** Puts others in force, on all nodes at once. */
    void write(PortalSettings settings) throws StoreUnavailableException;
}
