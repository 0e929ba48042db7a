package io.weir;

import io.weir.config.ConfigFile;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a node is started with.
 *
 * @param config complete and valid
 * @param overridden paths of the settings that this node's command line or environment gave
 * @param configFile where that was read, to be changed with the settings
 * @param data the folder in which it keeps what must survive a restart; made where it is missing
 * @param searchPath where to look for a newer {@code redis-server} than the carried one, as the {@code PATH} variable has it
 * @param version of Weir, for peers and operators
 */
public record NodeSettings(
        NodeConfig config,
        Set<String> overridden,
        ConfigFile configFile,
        Path data,
        String searchPath,
        String version) {

    /** The folder in which {@code cluster.xml} is kept. */
    Path conf() {
        return configFile.directory();
    }
}
