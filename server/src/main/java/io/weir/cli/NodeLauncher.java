package io.weir.cli;

import io.weir.config.ConfigFile;
import io.weir.config.LoadedConfig;
import java.nio.file.Path;

/** Starts a node in this process; the composition root gives one to the commands. */
@FunctionalInterface
public interface NodeLauncher {

    /** A node that is ready. */
    @FunctionalInterface
    interface RunningNode {

        /** Drains and ends it; returns when that is done. */
        void stop() throws Exception;
    }

    /**
     * Starts a node and returns when it is ready.
     *
     * @param loaded what it runs with
     * @param file where that was read; {@code cluster.xml} is written beside it
     * @param data where the node keeps what must outlive it; made where it does not exist
     * @throws Exception where it cannot start; the message says why
     */
    RunningNode launch(LoadedConfig loaded, ConfigFile file, Path data) throws Exception;
}
