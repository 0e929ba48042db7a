package io.weir.datastore;

import io.weir.config.NodeConfig;
import java.io.IOException;

/** Makes what talks to a data store, and starts the store where it is to be the node's own. Blocks. */
@FunctionalInterface
public interface StoreOpener<S extends StorePorts> {

    /**
     * Opens a store. Nothing is asked of it yet.
     *
     * @param present what is in use now: an embedded store that already runs is used on
     * @throws IOException where an embedded store cannot be started; names the setting to change
     */
    S open(NodeConfig.DataStore settings, S present) throws IOException;
}
