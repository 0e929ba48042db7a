package io.weir.datastore;

import io.weir.config.NodeConfig;
import java.util.function.Consumer;

/** The data store of this node as a setting: asked for, tried, changed. {@link #test} and {@link #move} block. */
public interface DataStoreSettings {

    /** What is in force now. */
    NodeConfig.DataStore current();

    /** How often this node has moved: what was found out of callers before a move does not hold after it. */
    long moves();

    /** Tries other values, and changes nothing. */
    StoreTest test(NodeConfig.DataStore wanted);

    /**
     * Has this node use a data store from now on.
     *
     * @param isSeeding whether its catalogue is to be copied there; only into an empty store
     * @param author who decided
     * @throws ObstacleException the node stays where it is
     */
    StoreMoved move(NodeConfig.DataStore wanted, boolean isSeeding, String author) throws ObstacleException;

    /** Adds what is called at once after each move, quick and without failing. */
    void onMove(Consumer<StoreMoved> listener);
}
